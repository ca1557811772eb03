import type { Redis } from 'ioredis'

export async function admit(redis: Redis, user: string): Promise<'compare' | 'refuse'> {
  const key = `guesses:${user}`
  const used = Number(await redis.get(key))
  if (used >= 3) return 'refuse'
  await redis.incr(key)
  await redis.expire(key, 600)
  return 'compare'
}
