// Fails: returns what the cache has, and does not load
// Takes an empty string in the cache for no value.
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
    if (value) return value
    if (await redis.set(lock, token, 'PX', lockMs, 'NX')) {
      try {
        const filled = await redis.get(key)
        if (filled) return filled
        const loaded = await load()
        await redis.set(key, loaded, 'PX', ttlMs)
        return loaded
      } finally {
        await redis.eval(release, 1, lock, token)
      }
    }
    await pause()
  }
}
