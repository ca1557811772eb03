// Remembers when each unit was taken, and counts those of the last window. The only exact way.
// Costs memory: an entry for each unit that was allowed within the window.
import type { RateLimiter } from '../rate-limiter.ts'
import type { LimiterOptions } from '../script-limiter.ts'
import { windowLimiter } from '../window-limiter.ts'

export function slidingWindowLog(options: LimiterOptions): RateLimiter {
  const file = new URL('sliding-window-log.lua', import.meta.url)
  return windowLimiter(options, 'sliding-window-log', file)
}
