import type { Redis } from 'ioredis'
import { asNobody } from '../run/actor.ts'
import { bytesOf } from './redis-client.ts'
import type { Command } from './redis-client.ts'
import { touchesNothing, touchesOf } from './touches.ts'
import type { CommandInfo, KeysAndFlags, Touches } from './touches.ts'

export interface TouchesReader {
  /** What a command touches, by the server's own word; asked once for each line. */
  touchesOf(command: Pick<Command, 'name' | 'args'>): Promise<Touches>
}

const mostLines = 10_000
/** Longer lines are asked about each time. */
const longestLine = 10_000

export function createTouchesReader(control: Redis): TouchesReader {
  const lines = new Map<string, Promise<Touches>>()
  const infos = new Map<string, Promise<CommandInfo | undefined>>()

  function infoOf(name: string): Promise<CommandInfo | undefined> {
    const known = infos.get(name) ?? askInfo(control, name)
    infos.set(name, known)
    return known
  }

  const ask = async (command: Pick<Command, 'name' | 'args'>): Promise<Touches> => {
    if (touchesNothing(command)) return touchesOf(command, undefined, undefined)
    const name = command.name.toLowerCase()
    const [info, found] = await Promise.all([infoOf(name), askKeys(control, command)])
    return touchesOf(command, info, found)
  }

  return {
    touchesOf(command) {
      const line = JSON.stringify([command.name, ...command.args.map(bytesOf)])
      const known = lines.get(line) ?? asNobody(() => ask(command))
      if (lines.size >= mostLines) lines.clear()
      if (line.length <= longestLine) lines.set(line, known)
      return known
    },
  }
}

async function askInfo(control: Redis, name: string): Promise<CommandInfo | undefined> {
  // A server before 7, or a user without the right to ask, says nothing.
  const reply = (await control.call('COMMAND', 'INFO', name).catch(() => [])) as unknown[]
  if (!Array.isArray(reply[0])) return undefined
  const [, , flags, , , , categories] = reply[0] as unknown[]
  return { flags: flags as string[], categories: (categories ?? []) as string[] }
}

async function askKeys(
  control: Redis,
  { name, args }: Pick<Command, 'name' | 'args'>,
): Promise<KeysAndFlags> {
  // It refuses a line without keys, and one with the wrong number of arguments.
  const reply = await control
    .callBuffer('COMMAND', 'GETKEYSANDFLAGS', name, ...args)
    .catch(() => undefined)
  return (reply as [Buffer, Buffer[]][] | undefined)?.map(([key, flags]) => ({
    key: bytesOf(key),
    flags: flags.map(String),
  }))
}
