import type { Redis } from 'ioredis'
import { asNobody } from '../run/actor.ts'
import { createConnectionState } from './connection-state.ts'
import { internalsOf } from './redis-client.ts'
import type { SendCommand } from './redis-client.ts'
import { cutConnection, tidyConnection } from './end-connection.ts'
import { passRunTime } from './pass-run-time.ts'
import { redisServer } from './redis-server.ts'
import type { WatchedRedis, WatchedSession } from './watched-redis.ts'

/** @param isOfRun Whether an actor made the client: no code uses it after the run. */
export function createWatchedRedis(
  redis: Redis,
  send: SendCommand,
  isOfRun: boolean,
): WatchedRedis {
  // A connection that is being opened selects its database by a command, which is followed.
  const isOpen = redis.status === 'connect' || redis.status === 'ready'
  const selected = isOpen ? internalsOf(redis).condition?.select : 0
  let state = createConnectionState(selected ?? 0)
  let session: Promise<WatchedSession> | undefined
  const forget = () => {
    state = createConnectionState(0)
    session = undefined
  }
  redis.on('close', forget)
  const watched: WatchedRedis = {
    redis,
    send,
    state: () => state,
    touches: new WeakMap(),
    session() {
      if (session !== undefined) return session
      const opened = asNobody(() => openSession(watched, isOfRun))
      session = opened
      opened.catch(() => {
        if (session === opened) session = undefined
      })
      return opened
    },
  }
  return watched
}

async function openSession(watched: WatchedRedis, isOfRun: boolean): Promise<WatchedSession> {
  const { redis } = watched
  const id = Number(await redis.client('ID'))
  const detector = await redisServer(redis)
  let isOver = false
  redis.once('close', () => (isOver = true))
  const session: WatchedSession = {
    id,
    user: undefined,
    detector,
    async tidy() {
      if (isOver) return []
      // What is looked at after the run is as old as the run.
      if (session.user !== undefined) await passRunTime(session.user, watched, session)
      if (internalsOf(redis).commandQueue.length > 0) {
        await cutConnection(redis, () => detector.kill(id), isOfRun)
        return ['a command under way']
      }
      if (!isOfRun) return tidyConnection(watched)
      const ended = new Promise((resolve) => redis.once('end', resolve))
      redis.disconnect()
      await Promise.all([ended, detector.gone(id)])
      return ['an open client']
    },
    async cut() {
      if (isOver) return
      if (session.user !== undefined) await passRunTime(session.user, watched, session)
      await cutConnection(redis, () => detector.kill(id), isOfRun)
    },
  }
  return session
}
