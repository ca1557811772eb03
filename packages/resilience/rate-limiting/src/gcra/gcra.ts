// GCRA, the generic cell rate algorithm, is a token bucket in one number: the time at which
// everything allowed so far is used up. A request moves it on by one interval.
// Costs one number for each key. Within one window it lets through almost burst + limit.
import type { RateLimiter } from '../rate-limiter.ts'
import { scriptLimiter } from '../script-limiter.ts'
import { tokenMicroseconds } from '../token-bucket/token-microseconds.ts'
import type { BurstOptions } from '../token-bucket/token-microseconds.ts'

export function gcra(options: BurstOptions): RateLimiter {
  const { limit, windowMs, burst = limit } = options
  return scriptLimiter(options, {
    name: 'gcra',
    file: new URL('gcra.lua', import.meta.url),
    args: [tokenMicroseconds(limit, windowMs, burst), burst],
    most: burst,
  })
}
