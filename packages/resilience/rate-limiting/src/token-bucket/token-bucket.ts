// A bucket holds `burst` tokens and fills evenly, `limit` tokens a window. A request takes tokens.
// Costs one small hash for each key. Within one window it lets through almost burst + limit.
import type { RateLimiter } from '../rate-limiter.ts'
import { scriptLimiter } from '../script-limiter.ts'
import { tokenMicroseconds } from './token-microseconds.ts'
import type { BurstOptions } from './token-microseconds.ts'

export function tokenBucket(options: BurstOptions): RateLimiter {
  const { limit, windowMs, burst = limit } = options
  return scriptLimiter(options, {
    name: 'token-bucket',
    file: new URL('token-bucket.lua', import.meta.url),
    args: [tokenMicroseconds(limit, windowMs, burst), burst],
    most: burst,
  })
}
