// Fails: is open for the whole time again when the tried call fails
// Counts the time anew from when the tried call began: a slow one uses the time up.
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
      if (isTrial) openedAt = at
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
