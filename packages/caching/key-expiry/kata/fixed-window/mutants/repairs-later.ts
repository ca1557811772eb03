// Fails: leaves no key without an end, wherever a server dies
// Gives an end to a key that has none, at the next request. Perhaps no other request comes.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const count = await redis.incr(key)
  if ((await redis.pttl(key)) === -1) await redis.pexpire(key, windowMs)
  return count <= limit
}
