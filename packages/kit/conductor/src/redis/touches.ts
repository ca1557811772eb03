import type { Command } from './redis-client.ts'
import { wordsOf } from './redis-client.ts'

/** What a command touches, in whichever database its connection has selected. */
export type Touches =
  | 'everything'
  | {
      keys: readonly { key: string; access: 'read' | 'write' }[]
      /** Whether it may read any other key too. */
      readsAll: boolean
    }

/** What `COMMAND INFO` says of a command's name. */
export interface CommandInfo {
  flags: readonly string[]
  categories: readonly string[]
}

/** What `COMMAND GETKEYSANDFLAGS` says of a whole line; undefined when it finds no key, or refuses. */
export type KeysAndFlags = readonly { key: string; flags: readonly string[] }[] | undefined

const nothing: Touches = { keys: [], readsAll: false }
const anyKey: Touches = { keys: [], readsAll: true }

// Of the connection, or of what no command changes. `select` and the like change where others work.
const touchNothing = new Set(
  `asking auth command discard echo hello multi ping quit readonly readwrite reset role select time
  unwatch client|getname client|getredir client|id client|no-evict client|no-touch client|setinfo
  client|setname client|trackinginfo config|get info|server`.split(/\s+/),
)
// They see how often and how long ago a key was used, which every command changes.
const seeUse = new Set(['object|freq', 'object|idletime'])

/** Whether a command touches no data; known without the server. */
export function touchesNothing(command: Pick<Command, 'name' | 'args'>): boolean {
  return namesOf(command).some((name) => touchNothing.has(name))
}

/**
 * Reads what the server says of a command. What is not understood touches everything.
 *
 * @param info undefined if the server does not know the name.
 */
export function touchesOf(
  command: Pick<Command, 'name' | 'args'>,
  info: CommandInfo | undefined,
  found: KeysAndFlags,
): Touches {
  if (touchesNothing(command)) return nothing
  if (info === undefined || info.flags.includes('module')) return 'everything'
  const isReadOnly = info.flags.includes('readonly')
  // A script names its keys as it likes, and selects databases.
  if (found === undefined || info.categories.includes('@scripting')) {
    return isReadOnly ? anyKey : 'everything'
  }
  const isUnclear = found.some(({ flags }) =>
    flags.some((flag) => flag === 'incomplete' || flag === 'not_key'),
  )
  if (isUnclear || reachesFurther(command)) return 'everything'
  // XREADGROUP says that it only reads its stream, and moves the group's place in it.
  const saysWhere = !info.flags.includes('write') || found.some(({ flags }) => !reads(flags))
  return {
    keys: found.map(({ key, flags }) => ({
      key,
      access: reads(flags) && saysWhere ? 'read' : 'write',
    })),
    readsAll: readsByPattern(command),
  }
}

/** Whether its reply shows in which order keys were made. */
export function seesKeyOrder({ name }: Pick<Command, 'name'>): boolean {
  return ['keys', 'scan', 'randomkey'].includes(name.toLowerCase())
}

function reads(flags: readonly string[]): boolean {
  return flags.includes('RO') && !flags.includes('variable_flags')
}

/** Whether it works in another database or on another server, or sees more than values. */
function reachesFurther(command: Pick<Command, 'name' | 'args'>): boolean {
  const [name = ''] = namesOf(command)
  if (name === 'move' || name === 'migrate') return true
  if (name === 'copy') return wordsOf(command).slice(2).includes('db')
  return namesOf(command).some((each) => seeUse.has(each))
}

/** SORT finds weights and values under names that it makes from the elements. */
function readsByPattern(command: Pick<Command, 'name' | 'args'>): boolean {
  const [name = ''] = namesOf(command)
  const isSort = name === 'sort' || name === 'sort_ro'
  return (
    isSort &&
    wordsOf(command)
      .slice(1)
      .some((word) => word === 'by' || word === 'get')
  )
}

function namesOf({ name, args }: Pick<Command, 'name' | 'args'>): string[] {
  const own = name.toLowerCase()
  return args.length === 0 ? [own] : [own, `${own}|${String(args[0]).toLowerCase()}`]
}
