// Fails: allows exactly the limit, in every order of two servers
// Compares the count with this request in it as if it were the count before.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  return Number(replies![1]![1]) < limit
}
