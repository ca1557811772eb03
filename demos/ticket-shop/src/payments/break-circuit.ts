import { circuitBreaker } from '@lab/circuit-breaker'
import type { GuardPost } from './payments.ts'

/** Leaves a provider alone that does not answer, or answers that it fails. */
export const breakCircuit: GuardPost = (post, { timeoutMs, onState }) => {
  const breaker = circuitBreaker(post, {
    timeoutMs,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    rollingCountTimeout: 2_000,
    resetTimeout: 2 * timeoutMs,
  })
  breaker.on('open', () => onState('open'))
  breaker.on('halfOpen', () => onState('half-open'))
  breaker.on('close', () => onState('closed'))
  return {
    post: (path, body) => breaker.fire(path, body),
    [Symbol.dispose]: () => breaker.shutdown(),
  }
}
