// Adds the time in milliseconds to a sorted set, in one MULTI with the count. Nobody gets in between.
// Breaks: a set has each member once, so all requests of one millisecond count as one.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function millisecondMembers({ redis, limit, windowMs, now }: NaiveOptions): Allow {
  return async (key) => {
    const log = `log:${key}`
    const replies = await redis
      .multi()
      .zremrangebyscore(log, '-inf', now() - windowMs)
      .zadd(log, now(), String(now()))
      .zcard(log)
      .pexpire(log, windowMs)
      .exec()
    // Also what is refused is added: who keeps asking never gets in again.
    return Number(replies![2]![1]) <= limit
  }
}
