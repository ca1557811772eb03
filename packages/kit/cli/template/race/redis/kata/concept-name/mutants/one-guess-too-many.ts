// Fails: compares one of two guesses when one is left, in every order
// The sum already has the guess itself in it.
import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  const replies = await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return Number(replies![1]![1]) - 1 <= 3 ? 'compare' : 'refuse'
}
