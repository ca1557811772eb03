// Fails: goes by its own options and calls, beside another breaker
// Takes a breaker for closed that was open for long without a caller: then all of them go through at once.
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
  let openedAt: number | undefined
  let isTrying = false

  return async () => {
    if (openedAt !== undefined && !isTrying && now() - openedAt > 10 * openMs) {
      openedAt = undefined
      failures = []
    }
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
        failures = [...failures, now()].filter((at) => now() - at < windowMs)
        if (failures.length >= threshold) openedAt = now()
      }
      throw error
    } finally {
      if (isTrial) isTrying = false
    }
  }
}
