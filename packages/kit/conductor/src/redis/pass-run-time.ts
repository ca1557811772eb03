import type { Actor, RunScope } from '../run/actor.ts'
import type { WatchedRedis, WatchedSession } from './watched-redis.ts'

interface Passed {
  /** How much of the run's time has passed in each database of a server. */
  byDatabase: Map<string, number>
  clients: Set<WatchedRedis>
}

const runs = new WeakMap<RunScope, Passed>()
const servers = new WeakMap<object, number>()
let serverCount = 0

/**
 * Lets the time of the run's clock pass in the database of a connection, before it is looked at
 * again: Redis has a clock of its own, which stands almost still during a run.
 */
export async function passRunTime(
  actor: Actor,
  watched: WatchedRedis,
  { detector }: WatchedSession,
): Promise<void> {
  const { scope } = actor
  if (scope.elapsedMs === undefined) return
  const run = runs.get(scope) ?? { byDatabase: new Map<string, number>(), clients: new Set() }
  runs.set(scope, run)
  run.clients.add(watched)
  const { database } = watched.state().leftovers()
  if (!servers.has(detector)) servers.set(detector, ++serverCount)
  const place = `${servers.get(detector)} ${database}`
  const elapsedMs = scope.elapsedMs()
  const ms = elapsedMs - (run.byDatabase.get(place) ?? 0)
  if (ms <= 0) return
  run.byDatabase.set(place, elapsedMs)
  const keys = [...run.clients].flatMap((client) => client.state().watchedKeys(database))
  const kept = await detector.passTime(database, ms, keys)
  if (kept > 0) actor.limit('a TTL stands still while its key is watched')
}
