import type { Redis } from 'ioredis'

export interface Decision {
  allowed: boolean
  /** Units left after this request. */
  remaining: number
  /** Until the same request is allowed, in milliseconds; 0 when it was. */
  retryAfterMs: number
  /** Until `remaining` grows, in milliseconds, when no other request comes. */
  resetMs: number
}

export interface RateLimiter {
  /** How many units `windowMs` allows. */
  readonly limit: number
  readonly windowMs: number
  /**
   * Takes units when there are enough, and none otherwise.
   *
   * @param key The client that is limited, for example a user.
   * @param cost Units that this request takes: a whole number from 1 up. Default 1.
   * @throws {RangeError} If the cost can never be allowed.
   */
  consume(key: string, cost?: number): Promise<Decision>
}

export interface LimiterOptions {
  redis: Redis
  /** Units for each window: a whole number from 1 up. */
  limit: number
  windowMs: number
  /** For tests and demos: milliseconds since 1970. Default: the clock of Redis. */
  nowMs?: () => number
}

/** A way as people write it: commands of the client, and the clock of the application's server. */
export interface NaiveOptions extends LimiterOptions {
  nowMs: () => number
}

/** Says whether a request is allowed, and no more. */
export interface NaiveLimiter {
  consume(key: string): Promise<{ allowed: boolean }>
}

export function requireWholeNumber(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw new RangeError(
    `Cannot limit: ${name} must be a whole number from 1 to ${most}, received ${value}`,
  )
}
