// Fails: leaves no key without an end, whenever a window is over
// Counts in one step, and takes what it refuses back in another: the key may be gone, and decr makes one.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  if (Number(replies![1]![1]) <= limit) return true
  await redis.decr(key)
  return false
}
