// Reads, then counts only if the key has not changed since; else it reads again. Costs a round trip
// more, another one for each conflict, and a connection of its own: WATCH belongs to the connection.
import type { Redis } from 'ioredis'

export async function watchedKey(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  for (;;) {
    await redis.watch(key)
    const used = Number(await redis.get(key))
    if (used >= 3) {
      await redis.unwatch()
      return 'refuse'
    }
    const replies = await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
    if (replies !== null) return 'compare'
  }
}
