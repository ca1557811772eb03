// Fails: tries one call after that time, and refuses the others meanwhile
// The time is over, so calls go through: all that come before the first one has ended.
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

  return async () => {
    const isTrial = openedAt !== undefined
    if (openedAt !== undefined && now() - openedAt < openMs) throw new Error('open')
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
    }
  }
}
