// Reads the counters of this window and the previous one, weighs them, then increments.
// Breaks: requests that come together read the same counters, and all are allowed.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function readThenIncrement({ redis, limit, windowMs, nowMs }: NaiveOptions): NaiveLimiter {
  return {
    async consume(key) {
      const number = Math.floor(nowMs() / windowMs)
      const thisWindow = `counter:${key}:${number}`
      const [current, previous] = await redis.mget(thisWindow, `counter:${key}:${number - 1}`)
      const weight = 1 - (nowMs() % windowMs) / windowMs
      if (Number(previous) * weight + Number(current) >= limit) return { allowed: false }
      // RACE: another request reads the same counters here.
      await redis
        .multi()
        .incr(thisWindow)
        .pexpire(thisWindow, 2 * windowMs)
        .exec()
      return { allowed: true }
    },
  }
}
