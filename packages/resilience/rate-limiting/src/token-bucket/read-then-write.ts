// Reads the bucket, fills it by the server's own clock, takes a token, writes the bucket back.
// Breaks: two requests that read the same bucket both get its last token, and clocks differ.
import type { NaiveLimiter, NaiveOptions } from '../rate-limiter.ts'

export function readThenWrite({ redis, limit, windowMs, nowMs }: NaiveOptions): NaiveLimiter {
  return {
    async consume(key) {
      const bucket = `bucket:${key}`
      const [tokens, since] = await redis.hmget(bucket, 'tokens', 'since')
      const filled = since ? Number(tokens) + ((nowMs() - Number(since)) * limit) / windowMs : limit
      const held = Math.min(limit, filled)
      if (held < 1) return { allowed: false }
      // RACE: another request reads the same tokens here.
      await redis
        .multi()
        .hset(bucket, { tokens: held - 1, since: nowMs() })
        .pexpire(bucket, windowMs)
        .exec()
      return { allowed: true }
    },
  }
}
