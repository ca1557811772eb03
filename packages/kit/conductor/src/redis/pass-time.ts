import type { Redis } from 'ioredis'
import { asNobody } from '../run/actor.ts'
import type { Actor, RunScope } from '../run/actor.ts'
import type { WatchedRedis, WatchedSession } from './redis-session.ts'

// A key that is watched keeps its time, unless that is over: to change it would look like a write.
const shorten = `
  redis.call('select', ARGV[1])
  local held, kept = {}, 0
  for index = 3, #ARGV do held[ARGV[index]] = true end
  for _, key in ipairs(redis.call('keys', '*')) do
    local left = redis.call('pttl', key)
    if left >= 0 and left <= tonumber(ARGV[2]) then redis.call('del', key)
    elseif left >= 0 and held[key] then kept = kept + 1
    elseif left >= 0 then redis.call('pexpire', key, left - ARGV[2]) end
  end
  return kept`

/** Takes time from all keys of a database that live for a time; returns how many it left alone. */
export type PassTime = (database: number, ms: number, watched: readonly string[]) => Promise<number>

export function createPassTime(control: Redis): PassTime {
  return async (database, ms, watched) => {
    const held = watched.map((key) => Buffer.from(key, 'latin1'))
    return Number(await asNobody(() => control.eval(shorten, 0, database, ms, ...held)))
  }
}

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
export async function passTime(
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
