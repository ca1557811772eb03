import type { Redis } from 'ioredis'
import type { LimiterOptions, RateLimiter } from './rate-limiter.ts'

/** Requests at times of a clock that is set, so that no test waits; in milliseconds. */
export interface Traffic {
  limit: number
  windowMs: number
  timesMs: readonly number[]
}

/**
 * Plays traffic through a limiter, by a clock that is given to its script.
 *
 * @returns The times of the requests that were allowed.
 */
export async function playTraffic(
  redis: Redis,
  makeLimiter: (options: LimiterOptions) => RateLimiter,
  { limit, windowMs, timesMs }: Traffic,
  key = 'api',
): Promise<number[]> {
  let nowMs = 0
  const limiter = makeLimiter({ redis, limit, windowMs, nowMs: () => nowMs })
  // One connection answers in the order of its commands, so all can be sent at once.
  const decisions = timesMs.map((timeMs) => {
    nowMs = timeMs
    return limiter.consume(key)
  })
  const allowed = await Promise.all(decisions)
  return timesMs.filter((_, index) => allowed[index]!.allowed)
}
