// Keeps one time for each key: when all that was allowed is paid off. A token bucket in one number.
// Costs one number for each key. Within one window it lets through almost burst + limit.
import { bucketLimiter } from '../bucket-limiter.ts'
import type { BurstOptions } from '../bucket-limiter.ts'
import type { RateLimiter } from '../rate-limiter.ts'

export function gcra(options: BurstOptions): RateLimiter {
  return bucketLimiter(options, 'gcra', new URL('gcra.lua', import.meta.url))
}
