// Fails: leaves no key without an end, wherever a server dies
// `NX` keeps the end where it is, and still comes a step too late.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const count = await redis.incr(key)
  await redis.pexpire(key, windowMs, 'NX')
  return count <= limit
}
