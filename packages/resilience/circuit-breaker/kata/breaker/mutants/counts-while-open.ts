// Fails: lets a call of before decide nothing
// Counts failures while it is open as well, and forgets only those from before it opened.
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
  let lastOpenedAt = 0

  return async () => {
    const isTrial = openedAt !== undefined
    if (openedAt !== undefined && (isTrying || now() - openedAt < openMs)) throw new Error('open')
    if (isTrial) isTrying = true
    try {
      const answer = await call()
      if (isTrial) {
        openedAt = undefined
        failures = failures.filter((at) => at > lastOpenedAt)
      }
      return answer
    } catch (error) {
      if (isTrial) openedAt = now()
      else {
        failures = [...failures, now()].filter((at) => now() - at < windowMs)
        if (openedAt === undefined && failures.length >= threshold) openedAt = lastOpenedAt = now()
      }
      throw error
    } finally {
      if (isTrial) isTrying = false
    }
  }
}
