import type { Exploration, Race } from '@lab/conductor'
import { comparison, nameValues, showRace } from '@lab/stage'
import type { Claim, ComparedWay, Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import {
  besideLateStandby,
  logPosition,
  primaryRead,
  readsItsOwnWrite,
  recentWriters,
  standbyRead,
} from '../src/index.ts'
import type { Between, Cluster, StartServer } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'a user reads what the user has just saved'

const situations = {
  atOnce: { readBy: 'the same process', laterMs: 0 },
  otherProcess: { readBy: 'another process', laterMs: 0 },
  sixSecondsLater: { readBy: 'the same process', laterMs: 6_000 },
} as const satisfies Record<string, Between>

const ways = {
  'standby-read': [standbyRead, 'breaks', 'stale for as long as the standby is late'],
  'recent-writers': [recentWriters, 'breaks', 'one process, and lag below its limit'],
  'primary-read': [primaryRead, 'holds', 'the primary answers all reads'],
  'log-position': [logPosition, 'holds', 'a position with each user, a query with each read'],
} as const satisfies Record<string, readonly [StartServer, Claim, price: string]>

type Way = keyof typeof ways

/** The load balancer sends the read to any process. */
const usual = 'otherProcess'

/** Of the log: they are others in each run. */
const positions = /\b[0-9A-F]+\/[0-9A-F]{6,8}\b/g

/** What was found in the usual situation: the comparison asks for the same, and needs no second exploration. */
const found = new WeakMap<World, Map<Way, Exploration>>()

function raceOf(world: World, way: Way, situation: keyof typeof situations): Race {
  const race = nameValues(
    readsItsOwnWrite(world.cluster, ways[way][0], situations[situation]),
    positions,
    'P',
  )
  return {
    ...race,
    async explore(options) {
      const exploration = await race.explore(options)
      const known = found.get(world) ?? new Map<Way, Exploration>()
      if (situation === usual) found.set(world, known.set(way, exploration))
      return exploration
    },
  }
}

export function ownWriteScene(
  way: Way,
  scene: {
    title: string
    say: string
    text: string
    play?: { title: string; schedule?: string }
    /** Played first, and the one that its map is of. */
    first?: keyof typeof situations
    changes?: Way
  },
): Scene<World> {
  const { title, say, text, play, first = 'atOnce', changes } = scene
  const file = (name: string) => new URL(`../src/own-write/${name}.ts`, import.meta.url)
  return {
    id: way,
    title,
    async play(stage, world) {
      await stage.say(say)
      if (changes !== undefined) {
        const part = { title: `What ${way} changes in ${changes}`, from: 'return {' }
        await stage.listing(await differenceOf(file(changes), file(way), part))
      }
      const names = Object.keys(situations) as (keyof typeof situations)[]
      const ordered = names.toSorted((a, b) => Number(b === first) - Number(a === first))
      const races = Object.fromEntries(
        ordered.map((name) => [name, { race: raceOf(world, way, name) }]),
      )
      const claim = ways[way][1]
      await showRace(stage, races, { way, promise, claim, text, ...(play && { play }) })
    },
  }
}

async function comparedInOrders(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const way of Object.keys(ways) as Way[]) {
    const [, claim, price] = ways[way]
    const { schedules, violations } =
      found.get(world)?.get(way) ?? (await raceOf(world, way, usual).explore())
    const counts = { orders: schedules, stale: violations }
    compared.push({ way, claim, observed: violations > 0 ? 'breaks' : 'holds', counts, price })
  }
  return compared
}

/** A commit that waits cannot be held in an order: the read comes when it is acknowledged. */
async function comparedLevels(cluster: Cluster): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const [way, level, claim, price] of [
    ['synchronous', 'on', 'breaks', 'it waits for the log, not for its replay'],
    ['remote-apply', 'remote_apply', 'holds', 'each write waits for the standby'],
  ] as const) {
    const { standbyShows } = await besideLateStandby(cluster, level)
    const isStale = standbyShows !== 'new'
    const counts = { orders: 1, stale: isStale ? 1 : 0 }
    compared.push({ way, claim, observed: isStale ? 'breaks' : 'holds', counts, price })
  }
  return compared
}

export const waysCompared = comparison<World>({
  promise,
  best: 'log-position',
  answer:
    'Say: "A standby replays a commit after the primary has acknowledged it, so a user who saves and is sent to the standby can read the old row. I keep the position of the log after the write with the user, in a cookie or a token, and read from the standby only when pg_last_wal_replay_lsn is at least that, else from the primary. A map of recent writers in the process guesses: another process does not have it, and the lag has no limit. Synchronous replication is about losing writes: only remote_apply waits until a read on the standby sees them, and then each write waits for it."',
  async ways(world) {
    return [...(await comparedInOrders(world)), ...(await comparedLevels(world.cluster))]
  },
})
