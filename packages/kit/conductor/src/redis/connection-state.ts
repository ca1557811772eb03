import { union } from '../explore/footprint.ts'
import type { Footprint } from '../explore/footprint.ts'
import { bytesOf } from './redis-client.ts'
import type { Command } from './redis-client.ts'
import { footprintOf, resourceOf } from './redis-footprint.ts'
import type { Touches } from './touches.ts'

export type KnownCommand = Pick<Command, 'name' | 'args'> & { touches: Touches }

/** What the server remembers of a connection, followed command by command. */
export interface ConnectionState {
  /** What these commands touch when they are sent now, one after the other. */
  footprint(commands: readonly KnownCommand[], keyOrder: boolean): Footprint
  /** Notes a reply. `failed`: it was an error. */
  replied(command: KnownCommand, reply: unknown, failed: boolean): void
  /** Notes that a command is sent, before its reply; returns whether that may change something. */
  sends(name: string): boolean
  /** The keys that it watches in a database. */
  watchedKeys(database: number): string[]
  /** What an actor leaves behind on it. */
  leftovers(): { openMulti: boolean; watchedKeys: boolean; database: number }
}

interface Remembered {
  database: number
  /** The commands that wait for EXEC; undefined outside of MULTI. */
  multi: readonly KnownCommand[] | undefined
  /** The keys that WATCH looks at, as resources. */
  watched: readonly string[]
}

const changes = new Set(['select', 'reset', 'multi', 'exec', 'discard', 'watch', 'unwatch'])
const neverQueued = new Set(['exec', 'discard', 'multi', 'watch', 'reset', 'quit'])

export function createConnectionState(database: number): ConnectionState {
  let now: Remembered = { database, multi: undefined, watched: [] }
  // Commands go out before those in front of them have their replies.
  let mayQueue = false
  return {
    footprint(commands, keyOrder) {
      let state = now
      let touched: Footprint = []
      for (const command of commands) {
        touched = union(touched, footprintAt(state, command, keyOrder))
        state = after(state, command, [])
      }
      return touched
    },
    replied(command, reply, failed) {
      // An EXEC that is refused ends the transaction too.
      if (!failed || command.name.toLowerCase() === 'exec') now = after(now, command, reply)
    },
    sends(given) {
      const name = given.toLowerCase()
      const matters = mayQueue || changes.has(name)
      if (name === 'multi') mayQueue = true
      if (['exec', 'discard', 'reset'].includes(name)) mayQueue = false
      return matters
    },
    watchedKeys(database) {
      const start = resourceOf(database, '')
      const inside = now.watched.filter((resource) => resource.startsWith(start))
      return inside.map((resource) => resource.slice(start.length))
    },
    leftovers: () => ({
      openMulti: now.multi !== undefined,
      watchedKeys: now.watched.length > 0,
      database: now.database,
    }),
  }
}

function footprintAt(
  { database, multi, watched }: Remembered,
  command: KnownCommand,
  keyOrder: boolean,
): Footprint {
  const name = command.name.toLowerCase()
  if (name === 'exec' && multi !== undefined) {
    const seen = watched.map((resource) => ({ resource, mode: 'read' }) as const)
    return multi.reduce<Footprint>((touched, each, index) => {
      const databases = [database, ...multi.slice(0, index).flatMap(selected)]
      return databases.map((one) => footprintOf(each.touches, one, keyOrder)).reduce(union, touched)
    }, seen)
  }
  if (multi !== undefined && !neverQueued.has(name)) return []
  return footprintOf(command.touches, database, keyOrder)
}

/** @param reply Of EXEC: its replies, of which one may be an error; null if it did nothing. */
function after(state: Remembered, command: KnownCommand, reply: unknown): Remembered {
  const { database, multi } = state
  const name = command.name.toLowerCase()
  if (multi !== undefined && !neverQueued.has(name)) return { ...state, multi: [...multi, command] }
  switch (name) {
    case 'select':
      return { ...state, database: selected(command)[0] ?? database }
    case 'reset':
      return { database: 0, multi: undefined, watched: [] }
    case 'multi':
      return { ...state, multi: multi ?? [] }
    case 'exec': {
      if (multi === undefined) return state
      const replies = Array.isArray(reply) ? reply : []
      const done = multi.filter((_, index) => isDone(replies[index]))
      return { database: done.flatMap(selected).at(-1) ?? database, multi: undefined, watched: [] }
    }
    case 'discard':
      return { database, multi: undefined, watched: [] }
    case 'unwatch':
      return { ...state, watched: [] }
    case 'watch':
      return { ...state, watched: [...state.watched, ...watches(command, database)] }
    default:
      return state
  }
}

function selected({ name, args }: KnownCommand): number[] {
  return name.toLowerCase() === 'select' ? [Number(args[0])] : []
}

function watches({ args }: KnownCommand, database: number): string[] {
  return args.map((key) => resourceOf(database, bytesOf(key)))
}

/** Of what EXEC replied for one of its commands. */
function isDone(reply: unknown): boolean {
  return reply !== undefined && !(reply instanceof Error)
}
