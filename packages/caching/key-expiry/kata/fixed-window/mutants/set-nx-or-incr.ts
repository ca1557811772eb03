// Fails: leaves no key without an end, whenever a window is over
// The first request needs one command. The others count after a look, and the key may be gone by then.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const isFirst = await redis.set(key, 1, 'PX', windowMs, 'NX')
  if (isFirst === 'OK') return limit >= 1
  return (await redis.incr(key)) <= limit
}
