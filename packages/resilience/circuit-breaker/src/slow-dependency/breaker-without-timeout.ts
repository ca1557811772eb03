// A breaker around a call without a timeout.
// Breaks when the dependency is slow: a slow call is not a failure, so the breaker never opens.
import CircuitBreaker from 'opossum'
import type { BreakerOptions } from './circuit-breaker.ts'

export function breakerWithoutTimeout<Answer>(
  call: () => Promise<Answer>,
  { timeoutMs: _, clock: __, ...options }: BreakerOptions,
): CircuitBreaker<[], Answer> {
  return new CircuitBreaker(() => call(), { ...options, timeout: false })
}
