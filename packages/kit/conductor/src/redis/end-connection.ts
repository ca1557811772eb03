import type { Redis } from 'ioredis'
import { asNobody } from '../run/actor.ts'
import { internalsOf } from './redis-client.ts'
import type { WatchedRedis } from './watched-redis.ts'

/** Brings a connection back to what it was; returns what was left on it. */
export async function tidyConnection({ redis, state }: WatchedRedis): Promise<string[]> {
  const usual = redis.options.db ?? 0
  const { openMulti, watchedKeys, database } = state().leftovers()
  const leaves: string[] = []
  await asNobody(async () => {
    if (openMulti) {
      await redis.discard()
      leaves.push('an open MULTI')
    } else if (watchedKeys) {
      await redis.unwatch()
      leaves.push('watched keys')
    }
    if (database !== usual) {
      await redis.select(usual)
      leaves.push(`database ${database} selected`)
    }
  })
  return leaves
}

/** Resolves when a connection that is being ended is over, here and at the server. */
export async function untilOver(redis: Redis, gone: () => Promise<void>): Promise<void> {
  if (redis.status !== 'close' && redis.status !== 'end') {
    await new Promise<void>((resolve) => redis.once('close', () => resolve()))
  }
  await gone()
}

/**
 * Cuts a connection as the death of its process does. What was under way is not sent again, nor is
 * anything subscribed again; for the next run the client connects anew, unless it was this run's.
 */
export async function cutConnection(
  redis: Redis,
  kill: () => Promise<void>,
  isOfRun: boolean,
): Promise<void> {
  const internals = internalsOf(redis)
  const { options } = redis
  const { retryStrategy } = options
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  // Before the client connects anew by itself.
  redis.once('close', () => {
    options.retryStrategy = retryStrategy
    internals.prevCondition = null
    internals.flushQueue(new Error('Connection is closed.'))
    if (internals.reconnectTimeout !== null) clearTimeout(internals.reconnectTimeout)
    internals.reconnectTimeout = null
    // At once: a clock that stands still may be in the place of the process's own.
    if (!isOfRun) void asNobody(() => redis.connect()).catch(() => {})
    resolve()
  })
  options.retryStrategy = () => (isOfRun ? null : 0)
  await kill()
  await closed
}
