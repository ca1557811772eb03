// Gives Redis so many milliseconds to answer, whatever the client's own options are.
// Costs a timer for each request. What came too late may have been counted all the same.
import type { RateLimiter } from '../rate-limiter.ts'

export interface Timers {
  setTimeout(callback: () => void, ms: number): NodeJS.Timeout
  clearTimeout(timer: NodeJS.Timeout): void
}

export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  readonly timeoutMs: number

  constructor(timeoutMs: number) {
    super(`Cannot ask Redis: no answer within ${timeoutMs} ms`)
    this.timeoutMs = timeoutMs
  }
}

export function withDeadline(
  limiter: RateLimiter,
  { timeoutMs, clock = globalThis }: { timeoutMs: number; clock?: Timers },
): RateLimiter {
  return {
    ...limiter,
    async consume(key, cost) {
      const late = Promise.withResolvers<never>()
      const timer = clock.setTimeout(() => late.reject(new DeadlineError(timeoutMs)), timeoutMs)
      try {
        return await Promise.race([limiter.consume(key, cost), late.promise])
      } finally {
        clock.clearTimeout(timer)
      }
    },
  }
}
