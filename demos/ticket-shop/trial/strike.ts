import { setTimeout as wait } from 'node:timers/promises'
import type { Place } from '../src/reached.ts'
import { isReady } from './start-shop.ts'
import type { DemoCommand } from './demo-commands.ts'
import type { Role } from './start-shop.ts'
import type { Trial } from './trial.ts'

/** Longer than a process takes to come by, also on a busy machine. */
const patienceMs = 60_000
const tellMs = 2_000

/**
 * Kills the first process of a role that reaches one of the places, and waits until another has
 * taken its place.
 */
export async function killAt(
  { shop, signal }: Pick<Trial, 'shop' | 'signal'>,
  role: Role,
  places: Place[],
): Promise<void> {
  const instances = shop.of(role)
  const before = instances.map(({ child }) => child)
  const struck = Promise.race(before.map(({ ended }) => ended.then(() => true)))
  const until = performance.now() + patienceMs
  // Told again, as another fault at the same time may let them go on.
  do {
    if (performance.now() > until)
      throw new Error(`Cannot kill ${role}: no process has come by "${places.join('" or "')}"`)
    await Promise.all(before.map((child) => tell(child, { type: 'die at', places })))
  } while (!(await Promise.race([struck, wait(tellMs, false, { signal, ref: false })])))
  await Promise.all(
    instances.map(async (instance, index) => {
      if (instance.child === before[index]) await tell(instance.child, { type: 'go on' })
      await isReady(instance)
    }),
  )
}

/** Holds requests at a place until two of them are there, then lets them go on. */
export async function meetAt(trial: Trial, place: Place, act: () => Promise<unknown>) {
  const children = trial.shop.of('api').map(({ child }) => child)
  const met = Promise.withResolvers<void>()
  let waiting = 0
  const stop = trial.onNote((note) => {
    if (note.type === 'waits' && note.place === place && (waiting += 1) === 2) met.resolve()
  })
  await Promise.all(children.map((child) => tell(child, { type: 'wait at', place, times: 2 })))
  const acting = act()
  await Promise.race([met.promise, acting])
  await Promise.all(children.map((child) => tell(child, { type: 'go on' })))
  stop()
  await acting
}

/** A process that has ended meanwhile, by another fault, needs no order. */
async function tell(
  child: { ask(order: DemoCommand): Promise<void> },
  order: DemoCommand,
): Promise<void> {
  await child.ask(order).catch(() => {})
}
