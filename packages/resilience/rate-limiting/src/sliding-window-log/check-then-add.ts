// Counts the entries of the last window, and adds one when there is room.
// Breaks: requests that come together all count the same number, and all get in.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function checkThenAdd({
  redis,
  limit,
  windowMs,
  now,
  newId,
}: NaiveOptions & { newId(): string }): Allow {
  return async (key) => {
    const log = `log:${key}`
    await redis.zremrangebyscore(log, '-inf', now() - windowMs)
    if ((await redis.zcard(log)) >= limit) return false
    // RACE: another request counts the same entries here.
    await redis.zadd(log, now(), newId())
    await redis.pexpire(log, windowMs)
    return true
  }
}
