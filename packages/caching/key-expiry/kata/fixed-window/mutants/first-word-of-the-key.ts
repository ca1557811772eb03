// Fails: counts each key by itself
// Takes the first word of the key for the whole key: one customer uses up the limit of others.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const [name] = key.split(' ')
  const own = `count:${name}`
  const replies = await redis.multi().set(own, 0, 'PX', windowMs, 'NX').incr(own).exec()
  return Number(replies![1]![1]) <= limit
}
