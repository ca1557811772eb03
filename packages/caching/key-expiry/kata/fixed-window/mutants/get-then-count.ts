// Fails: allows exactly the limit, in every order of two servers
// Looks at the count first: two servers read the same number, and both have one left.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  if (Number(await redis.get(key)) >= limit) return false
  await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  return true
}
