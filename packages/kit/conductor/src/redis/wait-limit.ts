import type { Command } from './redis-client.ts'
import { wordsOf } from './redis-client.ts'

type Line = Pick<Command, 'name' | 'args'>
/** Where the time of a blocking command stands, and how many milliseconds one of it is. */
type Place = readonly [index: (line: Line) => number, unitMs: number]

const last: Place = [({ args }) => args.length - 1, 1_000]
const first: Place = [() => 0, 1_000]
const behindBlock: Place = [(line) => wordsOf(line).indexOf('block') + 1, 1]
const places: Record<string, Place> = {
  blpop: last,
  brpop: last,
  brpoplpush: last,
  blmove: last,
  bzpopmin: last,
  bzpopmax: last,
  blmpop: first,
  bzmpop: first,
  wait: [last[0], 1],
  waitaof: [last[0], 1],
  xread: behindBlock,
  xreadgroup: behindBlock,
}

export interface WaitLimit {
  ms: number
  /** Which argument says it. */
  index: number
}

/** How long a blocking command waits; undefined for ever, or if it does not wait. */
export function waitLimitOf(line: Line): WaitLimit | undefined {
  const place = places[line.name.toLowerCase()]
  if (place === undefined) return undefined
  const index = place[0](line)
  const ms = Number(line.args[index]) * place[1]
  return ms > 0 ? { ms, index } : undefined
}

/** Sends a command so that it waits without a limit, and leaves it as it was. */
export function sendWithoutLimit<Sent>(
  command: Command,
  { index }: WaitLimit,
  send: () => Sent,
): Sent {
  const args = command.args as (string | Buffer)[]
  const said = args[index]!
  args[index] = '0'
  try {
    return send()
  } finally {
    args[index] = said
  }
}
