// Fails: is open for the whole time again when the tried call fails
// Takes the mark back when the tried call succeeds. After one that failed, no call is ever tried again.
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
    const isTrial = openedAt !== undefined
    if (openedAt !== undefined && (isTrying || now() - openedAt < openMs)) throw new Error('open')
    if (isTrial) isTrying = true
    try {
      const answer = await call()
      if (isTrial) {
        openedAt = undefined
        isTrying = false
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
    }
  }
}
