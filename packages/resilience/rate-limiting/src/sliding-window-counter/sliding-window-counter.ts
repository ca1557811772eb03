// Counts two fixed windows, and weighs the previous one by how much of it still lies in the sliding
// one. Costs one short string for each key. It takes the previous requests for evenly spread.
import { requireWholeNumber } from '../rate-limiter.ts'
import type { LimiterOptions, RateLimiter } from '../rate-limiter.ts'
import { scriptLimiter } from '../script-limiter.ts'

export function slidingWindowCounter(options: LimiterOptions): RateLimiter {
  const { limit, windowMs } = options
  // The script multiplies the two, and a double is exact up to 2^53.
  requireWholeNumber('limit times windowMs', limit * windowMs, 9_000_000_000_000)
  return scriptLimiter(options, {
    name: 'sliding-window-counter',
    file: new URL('sliding-window-counter.lua', import.meta.url),
    args: [limit, windowMs * 1000],
    most: limit,
  })
}
