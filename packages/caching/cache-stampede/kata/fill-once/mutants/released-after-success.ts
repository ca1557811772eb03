// Fails: loads anew after an error of load, also for one that waits
// Releases the lock when the cache is filled. After an error the others wait until it expires.
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

const release = `
  if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
  return 0`

export async function cached(
  redis: Redis,
  key: string,
  load: () => Promise<string>,
  { ttlMs, lockMs, pause }: { ttlMs: number; lockMs: number; pause: () => Promise<void> },
): Promise<string> {
  const lock = `${key}:lock`
  const token = randomUUID()
  for (;;) {
    const value = await redis.get(key)
    if (value !== null) return value
    if (await redis.set(lock, token, 'PX', lockMs, 'NX')) {
      const filled = await redis.get(key)
      const loaded = filled ?? (await load())
      if (filled === null) await redis.set(key, loaded, 'PX', ttlMs)
      await redis.eval(release, 1, lock, token)
      return loaded
    }
    await pause()
  }
}
