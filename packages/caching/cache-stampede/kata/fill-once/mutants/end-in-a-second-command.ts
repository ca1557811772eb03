// Fails: lets another process load when one has died
// Gives the lock its time to live in a second command. A process may die between the two.
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
    if (await redis.set(lock, token, 'NX')) {
      await redis.pexpire(lock, lockMs)
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
    await pause()
  }
}
