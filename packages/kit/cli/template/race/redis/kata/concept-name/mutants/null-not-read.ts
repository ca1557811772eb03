// Fails: compares one of two guesses when one is left, in every order
// EXEC answers null when another guess was faster, and this code takes it for success.
import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  await redis.watch(key)
  const used = Number(await redis.get(key))
  if (used >= 3) {
    await redis.unwatch()
    return 'refuse'
  }
  await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return 'compare'
}
