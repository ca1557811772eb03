// Counts the entries of the last window, and adds one when there is room.
// Breaks: requests that come together count the same number, and all are allowed.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function checkThenAdd({
  redis,
  limit,
  windowMs,
  nowMs,
  newId,
}: NaiveOptions & { newId(): string }): NaiveLimiter {
  return {
    async consume(key) {
      const log = `log:${key}`
      await redis.zremrangebyscore(log, '-inf', nowMs() - windowMs)
      if ((await redis.zcard(log)) >= limit) return { allowed: false }
      // RACE: another request counts the same entries here.
      await redis.zadd(log, nowMs(), newId())
      await redis.pexpire(log, windowMs)
      return { allowed: true }
    },
  }
}
