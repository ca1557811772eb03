import type { Actor } from '../run/actor.ts'
import type { Command } from './redis-client.ts'
import { wordsOf } from './redis-client.ts'

type Line = Pick<Command, 'name' | 'args'>

// How many milliseconds one of their second argument is.
const expire: Record<string, number> = { expire: 1_000, pexpire: 1, setex: 1_000, psetex: 1 }
const options: Record<string, number> = { ex: 1_000, px: 1 }
// By the date, or of fields.
const otherwise = new Set(
  `expireat pexpireat hexpire hpexpire hexpireat hpexpireat hsetex hgetex restore`.split(/\s+/),
)
const takeOptions = new Set(['set', 'getex', 'msetex'])

/**
 * How long a command lets a key live, in milliseconds; `unknown` if that is said otherwise.
 * undefined if it gives no time to live.
 */
export function timeToLiveOf(line: Line): number | 'unknown' | undefined {
  const name = line.name.toLowerCase()
  if (otherwise.has(name)) return 'unknown'
  if (name in expire) return Number(line.args[1]) * expire[name]!
  if (!takeOptions.has(name)) return undefined
  const words = wordsOf(line)
  const index = words.findIndex((word, at) => at > 0 && /^(?:ex|px|exat|pxat)$/.test(word))
  if (index === -1) return undefined
  const unitMs = options[words[index]!]
  return unitMs === undefined ? 'unknown' : Number(words[index + 1]) * unitMs
}

/** A key that lives for less may be gone before its run is over. */
const shortestMs = 1_000

/** The first command of each exploration whose time to live is not followed. */
const firsts = new WeakMap<object, string>()

/** Says of commands that keys live by the server's clock, unless the run's own clock ends them. */
export function noteTimeToLive(actor: Actor, commands: readonly Line[], statement: string): void {
  const { exploration, elapsedMs } = actor.scope
  const isFollowed = (time: number | 'unknown' | undefined) =>
    time === undefined || (elapsedMs !== undefined && time !== 'unknown' && time >= shortestMs)
  if (commands.map(timeToLiveOf).every(isFollowed)) return
  const first = firsts.get(exploration) ?? statement
  firsts.set(exploration, first)
  actor.limit(
    `the TTL that "${first}" gives runs on the server's clock: no order in which it expires was explored`,
  )
}
