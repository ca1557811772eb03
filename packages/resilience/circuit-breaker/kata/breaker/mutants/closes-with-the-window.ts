// Fails: goes by its own options and calls, beside another breaker
// Closes when the last failure is out of the window, also when it is to stay open for longer.
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
    const isOld = now() - (failures.at(-1) ?? now()) >= windowMs
    if (isOld && !isTrying) openedAt = undefined
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
      failures = [...failures, now()].filter((at) => now() - at < windowMs)
      if (isTrial || (openedAt === undefined && failures.length >= threshold)) openedAt = now()
      throw error
    } finally {
      if (isTrial) isTrying = false
    }
  }
}
