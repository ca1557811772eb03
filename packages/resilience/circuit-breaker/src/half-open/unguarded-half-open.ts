// Closed, open, half-open, as people write it: after the reset timeout calls go through.
// Breaks in half-open: until the first answer is there, every call goes through.
import { BreakerOpenError } from '../breaker-open-error.ts'
import type { Clock } from '../price-source.ts'

export interface UnguardedOptions {
  failureThreshold: number
  resetTimeoutMs: number
  clock: Clock
}

export function unguardedHalfOpen<Answer>(
  call: () => Promise<Answer>,
  { failureThreshold, resetTimeoutMs, clock }: UnguardedOptions,
): { fire(): Promise<Answer> } {
  let state: 'closed' | 'open' | 'half-open' = 'closed'
  let failures = 0
  let openedAtMs = 0
  return {
    async fire() {
      if (state === 'open') {
        if (clock.now() - openedAtMs < resetTimeoutMs) throw new BreakerOpenError()
        state = 'half-open'
      }
      // RACE: in half-open, every other caller comes through here too.
      try {
        const answer = await call()
        state = 'closed'
        failures = 0
        return answer
      } catch (error) {
        failures += 1
        if (failures >= failureThreshold) {
          state = 'open'
          openedAtMs = clock.now()
        }
        throw error
      }
    },
  }
}
