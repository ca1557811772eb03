import { requireWholeNumber } from '../rate-limiter.ts'
import type { LimiterOptions } from '../rate-limiter.ts'

export interface BurstOptions extends LimiterOptions {
  /** Units that may come at once. Default: the limit. */
  burst?: number
}

/**
 * Says in how many microseconds one token flows in. Rounded up, so that a window never gets more
 * than its limit: 3,000 a second become 2,994.
 */
export function tokenMicroseconds(limit: number, windowMs: number, burst: number): number {
  requireWholeNumber('limit', limit, Number.MAX_SAFE_INTEGER)
  const microseconds = Math.ceil((windowMs * 1000) / limit)
  requireWholeNumber('burst', burst, Math.floor(Number.MAX_SAFE_INTEGER / microseconds))
  return microseconds
}
