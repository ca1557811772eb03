// Fails: refuses without a call when the failures within the window are too many
// Counts in windows one behind the other: failures at the end of one and the start of the next are not seen together.
export interface BreakerOptions {
  threshold: number
  windowMs: number
  openMs: number
  now: () => number
}

export function createBreaker<Answer>(
  call: () => Promise<Answer>,
  { threshold, windowMs, openMs, now }: BreakerOptions,
): () => Promise<Answer> {
  let failures: number[] = []
  let windowAt = -Infinity
  let openedAt: number | undefined
  let isTrying = false

  return async () => {
    const isTrial = openedAt !== undefined
    if (openedAt !== undefined && (isTrying || now() - openedAt < openMs)) throw new Error('open')
    if (isTrial) isTrying = true
    try {
      const answer = await call()
      if (isTrial) {
        openedAt = undefined
        failures = []
      }
      return answer
    } catch (error) {
      if (isTrial) openedAt = now()
      else if (openedAt === undefined) {
        if (now() - windowAt >= windowMs) {
          windowAt = now()
          failures = []
        }
        failures = [...failures, now()]
        if (failures.length >= threshold) openedAt = now()
      }
      throw error
    } finally {
      if (isTrial) isTrying = false
    }
  }
}
