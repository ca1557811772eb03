// Fails: compares one of two guesses when one is left, in every order
// The count is atomic now, and the decision is still made on a number that was read before.
import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  const used = Number(await redis.get(key))
  await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return used < 3 ? 'compare' : 'refuse'
}
