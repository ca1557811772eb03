import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  // One step: the first guess also sets the end, and each guess gets a number of its own.
  const replies = await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= 3 ? 'compare' : 'refuse'
}
