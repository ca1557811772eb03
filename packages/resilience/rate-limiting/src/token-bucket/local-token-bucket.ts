// The same bucket in the memory of this process: no Redis, no round trip.
// Breaks as the only limiter: each process has its own. As a fallback, give each process its share.
import { requireWholeNumber } from '../rate-limiter.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { tokenMicroseconds } from './token-microseconds.ts'

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
  requireWholeNumber('windowMs', windowMs, Number.MAX_SAFE_INTEGER / 1000)
  const token = tokenMicroseconds(limit, windowMs, limit)
  const full = token * limit
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
      const bucket = buckets.get(key) ?? { level: full, since: now }
      const held = Math.min(full, bucket.level + now - bucket.since)
      const price = token * cost
      const allowed = held >= price
      const level = allowed ? held - price : held
      if (allowed) {
        buckets.delete(key)
        buckets.set(key, { level, since: now })
      }
      const remaining = Math.floor(level / token)
      return {
        allowed,
        remaining,
        retryAfterMs: allowed ? 0 : (price - level) / 1000,
        resetMs: ((remaining + 1) * token - level) / 1000,
      }
    },
  }
}
