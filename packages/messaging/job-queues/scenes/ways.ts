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

/** The race of a way. It is explored once, so the comparison counts what a scene has found. */
export function mailRace(world: World, way: string, trouble: Trouble): Race {
  const races = racesOf.get(world) ?? new Map<string, Race>()
  racesOf.set(world, races)
  const key = `${way}, ${trouble}`
  const race = races.get(key) ?? exploredOnce(sendsEachMailOnce(world, wayOf(way).run, trouble))
  races.set(key, race)
  return race
}

function exploredOnce(race: Race): Race {
  let found: ReturnType<Race['explore']> | undefined
  // Whoever asks first, the map of a scene finds every order.
  return { ...race, explore: () => (found ??= race.explore({ list: 5_000 })) }
}
