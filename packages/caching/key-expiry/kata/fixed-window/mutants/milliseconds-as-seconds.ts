// Fails: ends the window at its time
// `expire` takes seconds: the window is a thousand times as long.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const replies = await redis.multi().incr(key).expire(key, windowMs, 'NX').exec()
  return Number(replies![0]![1]) <= limit
}
