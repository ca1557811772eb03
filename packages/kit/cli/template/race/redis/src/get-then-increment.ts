// Reads the number of guesses, decides, then counts. Two guesses may both read the last free number.
import type { Redis } from 'ioredis'

export async function getThenIncrement(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  const used = Number(await redis.get(key))
  if (used >= 3) return 'refuse'
  // RACE: another guess reads the same number here.
  await redis.multi().set(key, 0, 'EX', 600, 'NX').incr(key).exec()
  return 'compare'
}
