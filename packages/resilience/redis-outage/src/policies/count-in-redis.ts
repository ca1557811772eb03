// The limiter of the story: a fixed window, counted in Redis with its time to live in one step.
// The concept rate-limiting has better ones; what happens without Redis is the same for each.
import type { Redis } from 'ioredis'

/** Says whether a request of a user is allowed; throws when Redis gives no answer. */
export type Allow = (user: string) => Promise<boolean>

export interface CountOptions {
  redis: Redis
  limit: number
  windowMs: number
}

export function countInRedis({ redis, limit, windowMs }: CountOptions): Allow {
  return async (user) => {
    const key = `requests:${user}`
    const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
    return Number(replies![1]![1]) <= limit
  }
}
