// Counts requests in windows that start at full multiples of their length.
// Costs one short string for each key. Lets through twice the limit around the edge of two windows.
import type { LimiterOptions, RateLimiter } from '../rate-limiter.ts'
import { scriptLimiter } from '../script-limiter.ts'

export function fixedWindow(options: LimiterOptions): RateLimiter {
  const { limit, windowMs } = options
  return scriptLimiter(options, {
    name: 'fixed-window',
    file: new URL('fixed-window.lua', import.meta.url),
    args: [limit, windowMs * 1000],
    most: limit,
  })
}
