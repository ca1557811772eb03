// Fails: sets an end to the count of the first guess
// Three wrong guesses, and the user is locked out for ever.
import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  return (await redis.incr(key)) <= 3 ? 'compare' : 'refuse'
}
