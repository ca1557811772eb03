// A breaker that counts every error.
// Breaks when callers ask for prices that do not exist: their 404s open it for all callers.
import CircuitBreaker from 'opossum'
import type { GetPrice } from '../get-price.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import { timeoutOnly } from '../slow-dependency/timeout-only.ts'

export function everyError(
  getPrice: GetPrice,
  { timeoutMs, clock, ...options }: BreakerOptions,
): CircuitBreaker<[], number> {
  return new CircuitBreaker(timeoutOnly(getPrice, { timeoutMs, clock }), {
    ...options,
    timeout: false,
  })
}
