export interface BreakerOptions {
  threshold: number
  windowMs: number
  openMs: number
  now: () => number
}

export function createBreaker<Answer>(
  call: () => Promise<Answer>,
  { threshold, openMs, now }: BreakerOptions,
): () => Promise<Answer> {
  let failures = 0
  let openedAt = 0
  return async () => {
    if (failures >= threshold && now() - openedAt < openMs) throw new Error('open')
    try {
      const answer = await call()
      failures = 0
      return answer
    } catch (error) {
      failures += 1
      if (failures >= threshold) openedAt = now()
      throw error
    }
  }
}
