import type { Redis } from 'ioredis'
import type { ConnectionState } from './connection-state.ts'
import type { Command, SendCommand } from './redis-client.ts'
import type { RedisServer, RedisSession } from './redis-server.ts'
import type { Touches } from './touches.ts'

export interface WatchedSession extends RedisSession {
  detector: RedisServer
}

/** A watched client. Its connections come and go. */
export interface WatchedRedis {
  redis: Redis
  /** Sends at once, whoever's turn it is. */
  send: SendCommand
  state(): ConnectionState
  /** What the commands that an actor asked for touch. */
  touches: WeakMap<Command, Touches>
  /** The session of the connection under way; opened when it is asked for first. */
  session(): Promise<WatchedSession>
}
