// Counts with INCR; the request that counts 1 sets the time to live. The window starts with it.
// Breaks: a crash between the two leaves a key that lives for ever, and its user locked out.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function incrThenExpire({
  redis,
  limit,
  windowMs,
}: Omit<NaiveOptions, 'nowMs'>): NaiveLimiter {
  return {
    async consume(key) {
      const count = await redis.incr(`incr:${key}`)
      // RACE: after a crash here no later request counts 1, so none sets the time to live.
      if (count === 1) await redis.pexpire(`incr:${key}`, windowMs)
      return { allowed: count <= limit }
    },
  }
}
