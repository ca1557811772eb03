// Adds the time in milliseconds to a sorted set and counts, in one MULTI: no race is left.
// Breaks: a set has each member once, so all requests of one millisecond count as one.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function millisecondMembers({ redis, limit, windowMs, nowMs }: NaiveOptions): NaiveLimiter {
  return {
    async consume(key) {
      const log = `log:${key}`
      const replies = await redis
        .multi()
        .zremrangebyscore(log, '-inf', nowMs() - windowMs)
        .zadd(log, nowMs(), String(nowMs()))
        .zcard(log)
        .pexpire(log, windowMs)
        .exec()
      // A refused request was added too: a client that keeps asking is never allowed again.
      return { allowed: Number(replies![2]![1]) <= limit }
    },
  }
}
