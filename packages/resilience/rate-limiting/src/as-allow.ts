import type { Allow } from './naive-limiter.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** Asks a limiter for one unit, and forgets the rest of its answer. */
export function asAllow(limiter: RateLimiter): Allow {
  return async (key) => (await limiter.consume(key)).allowed
}
