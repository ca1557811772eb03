// opossum with its defaults: the share of failed calls decides, however few calls there are.
// Breaks when traffic is low: one call, one error, 100 %.
import type CircuitBreaker from 'opossum'
import { circuitBreaker } from '../slow-dependency/circuit-breaker.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import type { Call } from '../slow-dependency/timeout-only.ts'

const defaultOfOpossum = 0

export function noVolumeThreshold<Given extends unknown[], Answer>(
  call: Call<Given, Answer>,
  options: Omit<BreakerOptions, 'volumeThreshold'>,
): CircuitBreaker<Given, Answer> {
  return circuitBreaker(call, { ...options, volumeThreshold: defaultOfOpossum })
}
