import { circuitBreaker } from '@lab/circuit-breaker'
import type { GuardProvider } from './payments.ts'

/** Leaves a provider alone that does not answer, or answers that it fails. */
export const breakCircuit: GuardProvider = (call, { timeoutMs, onState }) => {
  const breaker = circuitBreaker(call, {
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
    call: (path, body) => breaker.fire(path, body),
    isOpen: () => breaker.opened,
    [Symbol.dispose]: () => breaker.shutdown(),
  }
}
