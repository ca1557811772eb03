// Fails: tries one call after that time, and refuses the others meanwhile
// Gives the tried call as long as it was open, and then tries the next one beside it.
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
  let triedAt: number | undefined

  return async () => {
    const isTrial = openedAt !== undefined
    const since = triedAt ?? openedAt
    if (since !== undefined && now() - since < openMs) throw new Error('open')
    if (isTrial) triedAt = now()
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
      if (isTrial) triedAt = undefined
    }
  }
}
