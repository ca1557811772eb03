// The first listing of many a textbook: count failures, and refuse when there are too many.
// Never closes again: only a success sets the count back, and an open breaker allows no call.
import { BreakerOpenError } from '../breaker-open-error.ts'

export function textbookBreaker<Answer>(
  call: () => Promise<Answer>,
  { failureThreshold }: { failureThreshold: number },
): { fire(): Promise<Answer> } {
  let failures = 0
  return {
    async fire() {
      if (failures >= failureThreshold) throw new BreakerOpenError()
      try {
        const answer = await call()
        failures = 0
        return answer
      } catch (error) {
        failures += 1
        throw error
      }
    },
  }
}
