// Counts requests in windows that start at full multiples of their length.
// Costs one short string for each key. Lets through twice the limit around the edge of two windows.
import type { RateLimiter } from '../rate-limiter.ts'
import type { LimiterOptions } from '../script-limiter.ts'
import { windowLimiter } from '../window-limiter.ts'

export function fixedWindow(options: LimiterOptions): RateLimiter {
  return windowLimiter(options, 'fixed-window', new URL('fixed-window.lua', import.meta.url))
}
