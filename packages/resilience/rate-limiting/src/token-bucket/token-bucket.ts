// A bucket holds `burst` tokens and fills evenly, `limit` tokens a window. A request takes tokens.
// Costs one short string for each key. Within one window it lets through almost burst + limit.
import { bucketLimiter } from '../bucket-limiter.ts'
import type { BurstOptions } from '../bucket-limiter.ts'
import type { RateLimiter } from '../rate-limiter.ts'

export function tokenBucket(options: BurstOptions): RateLimiter {
  return bucketLimiter(options, 'token-bucket', new URL('token-bucket.lua', import.meta.url))
}
