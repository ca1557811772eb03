// The same bucket in this process's memory: no Redis, no round trip.
// Breaks as the only limiter: each process has its own. As a fallback, give each process its share.
import { intervalMicroseconds, readLevel } from '../bucket-limiter.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { requireWholeNumber } from '../require-whole-number.ts'

export interface LocalOptions {
  limit: number
  windowMs: number
  /** In milliseconds; it must never go back: `performance`, or a virtual clock. */
  clock?: { now(): number }
}

export function localTokenBucket({
  limit,
  windowMs,
  clock = performance,
}: LocalOptions): RateLimiter {
  requireWholeNumber('limit', limit, Number.MAX_SAFE_INTEGER)
  requireWholeNumber('windowMs', windowMs, Number.MAX_SAFE_INTEGER / 1000)
  const interval = intervalMicroseconds(limit, windowMs)
  const full = interval * limit
  // The bucket that was changed longest ago comes first.
  const buckets = new Map<string, { level: number; since: number }>()

  function forgetFullBuckets(now: number): void {
    for (const [key, { level, since }] of buckets) {
      if (level + now - since < full) return
      buckets.delete(key)
    }
  }

  return {
    limit,
    windowMs,
    async consume(key, cost = 1) {
      requireWholeNumber('cost', cost, limit)
      const now = Math.round(clock.now() * 1000)
      forgetFullBuckets(now)
      const { level: left, since } = buckets.get(key) ?? { level: full, since: now }
      const level = Math.min(full, left + now - since)
      const price = interval * cost
      if (level < price) return readLevel(-1 - level, interval, cost)
      buckets.delete(key)
      buckets.set(key, { level: level - price, since: now })
      return readLevel(level - price, interval, cost)
    },
  }
}
