import { answerOf, conduct } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { World } from '../open-stores.ts'
import type { Deposit, Stores } from './deposit.ts'
import { cutTheLock, openAccount, workerOf } from './worker-of.ts'

/**
 * What happens to alice: she takes 12 seconds before her write or before her release, which is
 * longer than a lock lives, or the connection that has her advisory lock is cut before her write.
 */
export type Trouble = 'slow work' | 'slow release' | 'cut connection'

const slowMs = 12_000
const amounts = { alice: 10, bob: 20, carol: 40 }

/**
 * The contract: the balance is what it was and every deposit that was answered with `done`, as if
 * one had come after the other.
 */
export function keepsEveryDeposit(
  world: World,
  way: Deposit,
  trouble: Trouble = 'slow work',
): Race {
  const clock = virtualClock()
  const pauseOfAlice: Stores['pause'] = async (at) => {
    if (trouble === 'cut connection' && at === 'before the write') await cutTheLock(world)
    const slowAt = trouble === 'slow work' ? 'before the write' : 'before the release'
    if (trouble !== 'cut connection' && at === slowAt) await clock.sleep(slowMs, 'alice was slow')
  }
  const alice: Stores = {
    ...workerOf(world, 'alice'),
    pause: pauseOfAlice,
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms, 'time to extend'),
    clearTimeout: (timer) => clock.clearTimeout(timer as NodeJS.Timeout),
  }
  const [bob, carol] = [workerOf(world, 'bob'), workerOf(world, 'carol')]
  return conduct({
    clock,
    setup: () => openAccount(world),
    actors: {
      alice: () => way(alice, 1, amounts.alice),
      bob: () => way(bob, 1, amounts.bob),
      ...(trouble === 'slow release' && { carol: () => way(carol, 1, amounts.carol) }),
    },
    invariant: (endings) => lostDeposit(world, endings),
  })
}

async function lostDeposit({ db }: World, endings: Endings): Promise<string | undefined> {
  const isDone = (name: string) => endings[name] && answerOf(endings[name]) === 'done'
  const done = Object.entries(amounts).filter(([name]) => isDone(name))
  const expected = done.reduce((sum, [, amount]) => sum + amount, 100)
  const { rows } = await db.plain.query('select balance from accounts where id = 1')
  const { balance } = rows[0]
  if (balance === expected) return undefined
  const parts = ['100', ...done.map(([name, amount]) => `${amount} of ${name}`)].join(' and ')
  return `${parts} are ${expected}, and the balance is ${balance}`
}
