// Counts with INCR; the request that counts 1 sets the time to live. The window starts with it.
// Breaks: a crash between the two leaves a key that lives for ever, and its user locked out.
import type { Allow } from './expires-every-key.ts'

export const incrThenExpire: Allow = async (redis, key, limit, windowMs) => {
  const count = await redis.incr(key)
  // RACE: after a crash here no later request counts 1, so none sets the time to live.
  if (count === 1) await redis.pexpire(key, windowMs)
  return count <= limit
}
