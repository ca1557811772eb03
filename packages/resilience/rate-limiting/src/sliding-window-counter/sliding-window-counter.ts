// Counts two fixed windows, and weighs the previous one by how much of it the sliding one still has.
// Costs one short string for each key. It guesses that the previous requests were spread evenly.
import type { RateLimiter } from '../rate-limiter.ts'
import { requireWholeNumber } from '../require-whole-number.ts'
import type { LimiterOptions } from '../script-limiter.ts'
import { windowLimiter } from '../window-limiter.ts'

export function slidingWindowCounter(options: LimiterOptions): RateLimiter {
  // The script multiplies the two, and a double is exact up to 2^53.
  requireWholeNumber('limit times windowMs', options.limit * options.windowMs, 9_000_000_000_000)
  const file = new URL('sliding-window-counter.lua', import.meta.url)
  return windowLimiter(options, 'sliding-window-counter', file)
}
