import type { RateLimiter } from './rate-limiter.ts'
import { scriptLimiter } from './script-limiter.ts'
import type { LimiterOptions } from './script-limiter.ts'

type Reply = [allowed: number, remaining: number, retryAfter: number, reset: number]

/** Makes a limiter of a script that takes limit, window and cost, and answers in microseconds. */
export function windowLimiter(options: LimiterOptions, name: string, file: URL): RateLimiter {
  const { limit, windowMs } = options
  return scriptLimiter<Reply>(options, {
    name,
    file,
    most: limit,
    args: (cost) => [limit, windowMs * 1000, cost],
    read: ([allowed, remaining, retryAfter, reset]) => ({
      allowed: allowed === 1,
      remaining,
      retryAfterMs: retryAfter / 1000,
      resetMs: reset / 1000,
    }),
  })
}
