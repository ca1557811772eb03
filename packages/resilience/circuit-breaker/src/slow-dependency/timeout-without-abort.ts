// opossum's own timeout, as its manual shows it: the caller is free after a second.
// Breaks at the dependency: the request is not ended, and stays in flight until it is answered.
import CircuitBreaker from 'opossum'
import type { BreakerOptions } from './circuit-breaker.ts'

export function timeoutWithoutAbort<Answer>(
  call: () => Promise<Answer>,
  { timeoutMs, clock: _, ...options }: BreakerOptions,
): CircuitBreaker<[], Answer> {
  return new CircuitBreaker(() => call(), { ...options, timeout: timeoutMs })
}
