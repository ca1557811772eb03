// Fails: allows exactly the limit, in every order of two servers
// WATCH belongs to the connection: the EXEC of one request ends the watch of the other one.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  for (;;) {
    await redis.watch(key)
    const count = Number(await redis.get(key))
    const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
    if (replies !== null) return count < limit
  }
}
