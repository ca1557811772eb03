// A breaker in the memory of each process, as every library makes it.
// Breaks for the dependency: each process finds out by itself, with a part of the traffic.
import CircuitBreaker from 'opossum'
import { isAnswer } from '../get-price.ts'
import type { settings } from '../settings.ts'

export function breakerPerProcess(
  call: () => Promise<number>,
  { volumeThreshold, errorThresholdPercentage, windowMs, resetTimeoutMs }: typeof settings,
): CircuitBreaker<[], number> {
  return new CircuitBreaker(call, {
    volumeThreshold,
    errorThresholdPercentage,
    rollingCountTimeout: windowMs,
    resetTimeout: resetTimeoutMs,
    // The call has its own timeout, which ends the request.
    timeout: false,
    errorFilter: isAnswer,
  })
}
