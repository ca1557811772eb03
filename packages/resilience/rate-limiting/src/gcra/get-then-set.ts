// Reads the time at which everything allowed so far is used up, moves it on, and writes it.
// Breaks: two requests that read the same time are both allowed, and only one is counted.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function getThenSet({ redis, limit, windowMs, nowMs }: NaiveOptions): NaiveLimiter {
  return {
    async consume(key) {
      const arrival = Math.max(nowMs(), Number(await redis.get(`arrival:${key}`)))
      const next = arrival + windowMs / limit
      if (next - nowMs() > windowMs) return { allowed: false }
      // RACE: another request reads the same time here.
      await redis.set(`arrival:${key}`, next, 'PX', windowMs)
      return { allowed: true }
    },
  }
}
