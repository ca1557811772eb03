import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const count = await redis.incr(key)
  if (count === 1) await redis.pexpire(key, windowMs)
  return count <= limit
}
