import type { Command } from './redis-client.ts'
import { wordsOf } from './redis-client.ts'

// Where the time of a blocking command stands, and how many milliseconds one of it is.
const last = ({ args }: Pick<Command, 'args'>) => args.at(-1)
const first = ({ args }: Pick<Command, 'args'>) => args[0]
const limits: Record<string, [(command: Pick<Command, 'args'>) => unknown, number]> = {
  blpop: [last, 1_000],
  brpop: [last, 1_000],
  brpoplpush: [last, 1_000],
  blmove: [last, 1_000],
  bzpopmin: [last, 1_000],
  bzpopmax: [last, 1_000],
  blmpop: [first, 1_000],
  bzmpop: [first, 1_000],
  wait: [last, 1],
  waitaof: [last, 1],
  xread: [block, 1],
  xreadgroup: [block, 1],
}

/** How long a blocking command waits, in milliseconds; undefined for ever, or if it does not wait. */
export function waitLimitOf(command: Pick<Command, 'name' | 'args'>): number | undefined {
  const [find, unitMs] = limits[command.name.toLowerCase()] ?? []
  const limit = find === undefined ? 0 : Number(find(command)) * unitMs!
  return limit > 0 ? limit : undefined
}

function block(command: Pick<Command, 'args'>): unknown {
  return command.args[wordsOf(command).indexOf('block') + 1]
}
