// Counts the calls that fail. When too many do, it refuses calls for a while, then tries one.
// Costs the calls that fail until it opens, and an error for which its callers need a plan.
import CircuitBreaker from 'opossum'
import { isAnswer } from '../get-price.ts'
import { timeoutOnly } from './timeout-only.ts'
import type { Call, TimeoutOptions } from './timeout-only.ts'

export interface BreakerOptions extends TimeoutOptions {
  /** How many calls the window must hold before the breaker may open. */
  volumeThreshold: number
  /** It opens when more than this share of the calls in the window has failed. */
  errorThresholdPercentage: number
  /** The length of the window, in milliseconds. */
  rollingCountTimeout: number
  /** How long it stays open before it tries one call, in milliseconds; longer than the timeout. */
  resetTimeout: number
  /**
   * Says of an error that it is an answer: the dependency is well. Default: none is, but the
   * `StatusError` of this package below 500.
   */
  isAnswer?: ((error: unknown) => boolean) | undefined
}

/**
 * Puts a circuit breaker and a timeout around a call.
 *
 * @param call For example `(charge: Charge, signal: AbortSignal) => …`; see `timeoutOnly`.
 * @returns opossum's breaker. `fire(charge)` makes the call, and rejects with an error whose `code`
 *   is `EOPENBREAKER` while it is open. `shutdown()` ends its timers.
 */
export function circuitBreaker<Given extends unknown[], Answer>(
  call: Call<Given, Answer>,
  { timeoutMs, clock, isAnswer: errorFilter = isAnswer, ...options }: BreakerOptions,
): CircuitBreaker<Given, Answer> {
  return new CircuitBreaker(timeoutOnly(call, { timeoutMs, clock }), {
    ...options,
    // The call has its own timeout, which ends the request. opossum's only stops waiting for it.
    timeout: false,
    errorFilter,
  })
}
