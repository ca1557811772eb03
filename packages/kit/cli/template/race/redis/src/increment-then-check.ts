// Counts first, then looks at the number that its own count has given. Refused guesses count too.
import type { Redis } from 'ioredis'

export async function incrementThenCheck(
  redis: Redis,
  user: string,
): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  const replies = await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= 3 ? 'compare' : 'refuse'
}
