// Fails: leaves no key without an end, whenever a window is over
// Opens the window with its end, then counts: when it ends in between, incr makes a key for ever.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  await redis.set(key, 0, 'PX', windowMs, 'NX')
  return (await redis.incr(key)) <= limit
}
