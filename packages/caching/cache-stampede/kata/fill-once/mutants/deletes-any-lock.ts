// Fails: keeps the lock of another process
// Deletes the lock without a look at whose it is. After lockMs that may be another one.
import type { Redis } from 'ioredis'

export async function cached(
  redis: Redis,
  key: string,
  load: () => Promise<string>,
  { ttlMs, lockMs, pause }: { ttlMs: number; lockMs: number; pause: () => Promise<void> },
): Promise<string> {
  const lock = `${key}:lock`
  for (;;) {
    const value = await redis.get(key)
    if (value !== null) return value
    if (await redis.set(lock, 1, 'PX', lockMs, 'NX')) {
      try {
        const filled = await redis.get(key)
        if (filled !== null) return filled
        const loaded = await load()
        await redis.set(key, loaded, 'PX', ttlMs)
        return loaded
      } finally {
        await redis.del(lock)
      }
    }
    await pause()
  }
}
