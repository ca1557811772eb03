// Fails: keeps the lock of another process
// Looks whose lock it is and deletes it in two commands. Between them it may expire and be taken.
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

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
      try {
        const filled = await redis.get(key)
        if (filled !== null) return filled
        const loaded = await load()
        await redis.set(key, loaded, 'PX', ttlMs)
        return loaded
      } finally {
        if ((await redis.get(lock)) === token) await redis.del(lock)
      }
    }
    await pause()
  }
}
