// A breaker around fetch itself.
// Breaks when the dependency answers 500: fetch resolves, so the breaker counts a success.
import CircuitBreaker from 'opossum'
import type { FetchPrice } from '../get-price.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import { timeoutOnly } from '../slow-dependency/timeout-only.ts'

export function statusBlind(
  fetchPrice: FetchPrice,
  { timeoutMs, clock, ...options }: BreakerOptions,
): CircuitBreaker<[], Response> {
  return new CircuitBreaker(timeoutOnly(fetchPrice, { timeoutMs, clock }), {
    ...options,
    timeout: false,
  })
}
