import type { Redis, RedisOptions } from 'ioredis'
import { asNobody } from '../run/actor.ts'
import type { BlockDetector, Session } from '../run/actor.ts'
import { createPassTime } from './pass-time.ts'
import type { PassTime } from './pass-time.ts'
import { createTouchesReader } from './read-touches.ts'
import type { TouchesReader } from './read-touches.ts'
import { internalsOf } from './redis-client.ts'

/** The conductor's own connection to a server. */
export interface RedisServer extends BlockDetector, TouchesReader {
  /** Cuts a connection, and waits until the server has none of that number. */
  kill(id: number): Promise<void>
  passTime: PassTime
  /** Ends what a connection waits for, as its time limit does. */
  endWait(id: number): Promise<void>
  /** Resolves when the server has no such connection any more. */
  gone(id: number): Promise<void>
}

export interface RedisSession extends Session {
  /** As the server numbers its connections. */
  id: number
}

const servers = new Map<string, Promise<RedisServer>>()

/** Connects once for each server, also when several clients ask at the same time. */
export function redisServer(redis: Redis): Promise<RedisServer> {
  const { host, port, path, username } = redis.options
  const key = [path ?? `${host}:${port}`, username].join(' ')
  const forget = () => void servers.delete(key)
  const server = servers.get(key) ?? asNobody(() => openServer(redis, forget))
  servers.set(key, server)
  server.catch(forget)
  return server
}

async function openServer(redis: Redis, forget: () => void): Promise<RedisServer> {
  const control = connectControl(redis)
  control.on('error', forget)
  control.on('close', forget)
  await control.connect()
  // The connection must not keep a finished program alive.
  internalsOf(control).stream.unref()
  const list = async (ids: readonly number[]) =>
    String(await asNobody(() => control.client('LIST', 'ID', ...ids)))
      .split('\n')
      .filter((line) => line !== '')
  const gone = async (id: number) => {
    while ((await list([id])).length > 0);
  }
  return {
    findsDeadlocks: false,
    async blocked(asked) {
      const lines = await list(asked.map((session) => (session as RedisSession).id))
      const waiting = new Set(
        lines
          .filter((line) => /\bflags=\S*b/.test(line))
          .map((line) => Number(/\bid=(\d+)/.exec(line)![1])),
      )
      // They wait for a client that brings what they ask for, and not for any session.
      return new Map(
        asked
          .filter((session) => waiting.has((session as RedisSession).id))
          .map((session) => [session, []]),
      )
    },
    async kill(id) {
      await asNobody(() => control.client('KILL', 'ID', id))
      await gone(id)
    },
    gone,
    async endWait(id) {
      await asNobody(() => control.client('UNBLOCK', id, 'TIMEOUT'))
    },
    passTime: createPassTime(control),
    ...createTouchesReader(control),
  }
}

/** As the watched client connects, without what changes commands or replies. */
function connectControl(redis: Redis): Redis {
  // Of the class itself: what a watched client duplicates is watched.
  const { duplicate } = Object.getPrototypeOf(redis) as Redis
  const options: RedisOptions = {
    lazyConnect: true,
    connectionName: 'lab conductor',
    db: 0,
    keyPrefix: '',
    protocol: 2,
    replyMapping: 'legacy',
    stringNumbers: false,
    readOnly: false,
    enableOfflineQueue: true,
    retryStrategy: () => null,
  }
  const control = duplicate.call(redis, options)
  delete (control.options as { commandTimeout?: number }).commandTimeout
  return control
}
