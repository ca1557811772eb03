// Fails: counts each user apart
// One attacker locks every user out.
import type { Redis } from 'ioredis'

export async function admit(redis: Redis): Promise<'compare' | 'refuse'> {
  const key = 'guesses'
  const replies = await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= 3 ? 'compare' : 'refuse'
}
