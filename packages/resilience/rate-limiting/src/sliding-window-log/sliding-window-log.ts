// Remembers when each unit was taken, and counts those of the last window. The only exact way.
// Costs memory: an entry for each unit that was allowed within the window.
import type { LimiterOptions, RateLimiter } from '../rate-limiter.ts'
import { scriptLimiter } from '../script-limiter.ts'

export function slidingWindowLog(options: LimiterOptions): RateLimiter {
  const { limit, windowMs } = options
  return scriptLimiter(options, {
    name: 'sliding-window-log',
    file: new URL('sliding-window-log.lua', import.meta.url),
    args: [limit, windowMs * 1000],
    most: limit,
  })
}
