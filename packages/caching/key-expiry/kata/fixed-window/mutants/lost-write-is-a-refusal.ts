// Fails: allows exactly the limit, in every order of two servers
// Takes an EXEC that another server has prevented for a refusal, although the limit is not reached.
import type { Redis } from 'ioredis'

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const own = redis.duplicate()
  try {
    await own.watch(key)
    const count = Number(await own.get(key))
    const replies = await own.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
    return replies !== null && count < limit
  } finally {
    await own.quit()
  }
}
