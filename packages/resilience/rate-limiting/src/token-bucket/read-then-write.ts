// Reads the bucket, fills it by the application's own clock, takes a token, writes it back.
// Breaks: two that read the same bucket both get its last token, and servers differ in their time.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function readThenWrite({ redis, limit, windowMs, now }: NaiveOptions): Allow {
  return async (key) => {
    const bucket = `bucket:${key}`
    const [tokens, since] = await redis.hmget(bucket, 'tokens', 'since')
    const filled = since ? Number(tokens) + ((now() - Number(since)) * limit) / windowMs : limit
    if (Math.min(limit, filled) < 1) return false
    // RACE: another request reads the same tokens here.
    await redis
      .multi()
      .hset(bucket, { tokens: Math.min(limit, filled) - 1, since: now() })
      .pexpire(bucket, windowMs)
      .exec()
    return true
  }
}
