import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  // One step of Redis: the command that opens the window sets its end, and no later one moves it.
  const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= limit
}
