import type { Decision, RateLimiter } from './rate-limiter.ts'
import { requireWholeNumber } from './require-whole-number.ts'
import { scriptLimiter } from './script-limiter.ts'
import type { LimiterOptions } from './script-limiter.ts'

export interface BurstOptions extends LimiterOptions {
  /** Units that may come at once. Default: the limit. */
  burst?: number
}

/** Makes a limiter of a script that takes how full it may be and a price, and answers what is left. */
export function bucketLimiter(options: BurstOptions, name: string, file: URL): RateLimiter {
  const { limit, windowMs, burst = limit } = options
  const interval = intervalMicroseconds(limit, windowMs)
  requireWholeNumber('burst', burst, Math.floor(Number.MAX_SAFE_INTEGER / interval))
  return scriptLimiter<number>(options, {
    name,
    file,
    most: burst,
    // Not the window's length: 7 intervals of a rounded 1/7 are longer, and the 7th would not fit.
    args: (cost) => [interval * burst, interval * cost],
    read: (left, cost) => readLevel(left, interval, cost),
  })
}

/**
 * Says what a unit is worth in time. Rounded up to a microsecond: never more than the limit, and
 * 3,000 a second become 2,994.
 */
export function intervalMicroseconds(limit: number, windowMs: number): number {
  return Math.ceil((windowMs * 1000) / limit)
}

/** Reads what a bucket answers: the level afterwards; below 0 it refused, and has -1 - answer. */
export function readLevel(answer: number, interval: number, cost: number): Decision {
  const allowed = answer >= 0
  const level = allowed ? answer : -1 - answer
  const remaining = Math.floor(level / interval)
  return {
    allowed,
    remaining,
    retryAfterMs: allowed ? 0 : (interval * cost - level) / 1000,
    resetMs: (interval * (remaining + 1) - level) / 1000,
  }
}
