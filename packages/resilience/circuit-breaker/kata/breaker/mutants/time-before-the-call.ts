// Fails: counts a failure when the call has failed, not when it began
// Asks for the time once, before the call. A call that times out fails seconds later.
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
    const at = now()
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
        failures = [...failures, at].filter((each) => at - each < windowMs)
        if (failures.length >= threshold) openedAt = at
      }
      throw error
    } finally {
      if (isTrial) isTrying = false
    }
  }
}
