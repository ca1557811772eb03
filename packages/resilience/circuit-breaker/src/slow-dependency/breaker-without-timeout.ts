// A breaker around a call that may take for ever.
// Protects from errors only: a slow call is no failure, so the breaker never opens.
import CircuitBreaker from 'opossum'
import type { BreakerOptions } from './circuit-breaker.ts'

export function breakerWithoutTimeout<Answer>(
  call: () => Promise<Answer>,
  { timeoutMs: _, clock: __, ...options }: BreakerOptions,
): CircuitBreaker<[], Answer> {
  return new CircuitBreaker(() => call(), { ...options, timeout: false })
}
