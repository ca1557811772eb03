import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  // One step of Redis: whoever opens the window also says when it ends, and nobody moves its end.
  const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= limit
}
