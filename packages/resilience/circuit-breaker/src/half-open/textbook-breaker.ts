// The first listing of many textbooks: count failures, and refuse when there are too many.
// Breaks: it never closes. Only a success resets the count, and an open breaker makes no call.
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
