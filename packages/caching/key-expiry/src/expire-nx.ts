// Every request sets the time to live, unless the key has one: a later request repairs the key.
// Breaks: after a crash the key lives until the next request. When none comes, it lives for ever.
import type { Allow } from './expires-every-key.ts'

export const expireNx: Allow = async (redis, key, limit, windowMs) => {
  const count = await redis.incr(key)
  // RACE: a crash here leaves the key without a time to live until the next request.
  await redis.pexpire(key, windowMs, 'NX')
  return count <= limit
}
