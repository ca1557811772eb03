import type { Race } from '@lab/conductor'
import type { Claim } from '@lab/stage'
import {
  completeBeforeMail,
  fencingToken,
  idempotencyKey,
  lease,
  rowLock,
  sendsEachMailOnce,
} from '../src/index.ts'
import type { RunNextJob, Trouble, World } from '../src/index.ts'

export const promise = 'each job sends one mail'

export interface Way {
  way: string
  run: RunNextJob
  /** How alice is slow: it has no lease that would end, but a transaction. */
  slowly?: 'slow transaction'
  slow: Claim
  dead: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'lease', run: lease, slow: 'breaks', dead: 'breaks', price: 'two mails' },
  {
    way: 'fencing-token',
    run: fencingToken,
    slow: 'breaks',
    dead: 'breaks',
    price: 'two mails, and the job counts once',
  },
  {
    way: 'row-lock',
    run: rowLock,
    slowly: 'slow transaction',
    slow: 'holds',
    dead: 'breaks',
    price: 'a transaction that is open while the work runs',
  },
  {
    way: 'complete-before-mail',
    run: completeBeforeMail,
    slow: 'holds',
    dead: 'breaks',
    price: 'no mail, where a worker dies',
  },
  {
    way: 'idempotency-key',
    run: idempotencyKey,
    slow: 'holds',
    dead: 'holds',
    price: 'a provider that stores keys',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!

const racesOf = new WeakMap<World, Map<string, Race>>()

/**
 * The race of a way: slow in its manner, or dead. It is explored once, so the comparison counts what
 * a scene has found.
 */
export function mailRace(
  world: World,
  name: string,
  which: Exclude<Trouble, 'slow transaction'>,
): Race {
  const races = racesOf.get(world) ?? new Map<string, Race>()
  racesOf.set(world, races)
  const { run, slowly = 'slow worker' } = wayOf(name)
  const trouble = which === 'slow worker' ? slowly : which
  const key = `${name}, ${trouble}`
  const race = races.get(key) ?? exploredOnce(sendsEachMailOnce(world, run, trouble))
  races.set(key, race)
  return race
}

function exploredOnce(race: Race): Race {
  let found: ReturnType<Race['explore']> | undefined
  // Whoever asks first, the map of a scene finds every order.
  return { ...race, explore: () => (found ??= race.explore({ list: 5_000 })) }
}
