// Fails: does not lengthen a window by asking again
// Each request moves the end: a user who keeps asking is refused for ever.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const replies = await redis.multi().incr(key).pexpire(key, windowMs).exec()
  return Number(replies![0]![1]) <= limit
}
