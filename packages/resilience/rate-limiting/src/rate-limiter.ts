export interface Decision {
  allowed: boolean
  /** Units left after this request. */
  remaining: number
  /** Until the same request is allowed, in milliseconds; 0 when it was. */
  retryAfterMs: number
  /** Until `remaining` grows, in milliseconds, when nothing else comes. */
  resetMs: number
}

export interface RateLimiter {
  /** How many units `windowMs` allows. */
  readonly limit: number
  readonly windowMs: number
  /**
   * Takes units when there are enough, and none otherwise.
   *
   * @param key Who is limited, for example a user.
   * @param cost Units that this request takes: a whole number from 1 up. Default 1.
   * @throws {RangeError} If the cost can never be allowed.
   */
  consume(key: string, cost?: number): Promise<Decision>
}
