import type { Redis } from 'ioredis'

/** A command of ioredis. Its arguments are as the server gets them, with the prefix of its keys. */
export interface Command {
  name: string
  args: readonly (string | Buffer)[]
  promise: Promise<unknown>
  reject(error: Error): void
  callback?: unknown
}

export interface Pipeline {
  _queue: Command[]
  /** How many MULTI in it have no EXEC yet. */
  _transactions: number
  replyPending: number
  promise: Promise<unknown>
  exec(...given: unknown[]): Promise<unknown>
}

export type SendCommand = (command: Command, stream?: unknown, node?: unknown) => unknown

/** What of an ioredis client is not in its types. */
export interface RedisInternals {
  isCluster?: boolean
  condition?: { select?: number; subscriber?: unknown; handshake?: boolean }
  prevCondition: unknown
  reconnectTimeout: NodeJS.Timeout | null
  scriptsSet: Record<string, { sha: string }>
  stream: { unref(): void }
  /** What waits for a reply. */
  commandQueue: { length: number }
  flushQueue(error: Error): void
}

export function internalsOf(redis: Redis): RedisInternals {
  return redis as unknown as RedisInternals
}

/** The bytes of an argument, as text in which no two are the same. */
export function bytesOf(arg: string | Buffer): string {
  return (typeof arg === 'string' ? Buffer.from(arg) : arg).toString('latin1')
}

/** The arguments as words in lower case, for those that are options. */
export function wordsOf({ args }: Pick<Command, 'args'>): string[] {
  return args.map((arg) => String(arg).toLowerCase())
}
