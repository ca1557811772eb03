// Fails: waits as long as another process loads
// Pauses once, and then loads whether the lock is free or not.
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
  for (let tries = 0; ; tries++) {
    const value = await redis.get(key)
    if (value !== null) return value
    if (await redis.set(lock, token, 'PX', lockMs, 'NX')) {
      try {
        const filled = await redis.get(key)
        if (filled !== null) return filled
        const loaded = await load()
        await redis.set(key, loaded, 'PX', ttlMs)
        return loaded
      } finally {
        await redis.eval(release, 1, lock, token)
      }
    }
    if (tries > 0) {
      const loaded = await load()
      await redis.set(key, loaded, 'PX', ttlMs)
      return loaded
    }
    await pause()
  }
}
