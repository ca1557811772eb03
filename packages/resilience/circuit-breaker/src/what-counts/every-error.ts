// A breaker that counts every error.
// Breaks with callers who ask for what is not there: their 404s open it for everybody.
import CircuitBreaker from 'opossum'
import type { GetPrice } from '../dependency/get-price.ts'
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
