// The token bucket as three packed doubles in one string, which sets the end of its key only once a
// window. Faster than a hash, and harder to read: it serves the benchmark.
import { readFileSync } from 'node:fs'
import type { LimiterOptions, NaiveLimiter } from '../../src/rate-limiter.ts'
import { tokenMicroseconds } from '../../src/token-bucket/token-microseconds.ts'

export function packedTokenBucket(options: LimiterOptions): NaiveLimiter {
  const { redis, limit, windowMs, nowMs } = options
  const token = tokenMicroseconds(limit, windowMs, limit)
  const lua = readFileSync(new URL('packed-token-bucket.lua', import.meta.url), 'utf8')
  if (!('packedTokenBucket' in redis)) {
    redis.defineCommand('packedTokenBucket', { numberOfKeys: 1, lua })
  }
  const { packedTokenBucket: take } = redis as unknown as Record<
    string,
    (...given: unknown[]) => Promise<number>
  >
  return {
    async consume(key) {
      const now = nowMs === undefined ? [] : [Math.round(nowMs() * 1000)]
      const level = await take!.call(
        redis,
        `packed-token-bucket:${key}`,
        token * limit,
        token,
        ...now,
      )
      return { allowed: level >= 0 }
    },
  }
}
