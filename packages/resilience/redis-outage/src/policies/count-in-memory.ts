// A fixed window in the memory of one process. It forgets all users when a window ends.
import type { Allow } from './count-in-redis.ts'

export interface MemoryOptions {
  limit: number
  windowMs: number
  /** In milliseconds; it must never go back: `performance`, or a virtual clock. */
  clock?: { now(): number }
}

export function countInMemory({ limit, windowMs, clock = performance }: MemoryOptions): Allow {
  const counts = new Map<string, number>()
  let endsAt = clock.now() + windowMs
  return async (user) => {
    if (clock.now() >= endsAt) {
      counts.clear()
      endsAt = clock.now() + windowMs
    }
    const count = (counts.get(user) ?? 0) + 1
    counts.set(user, count)
    return count <= limit
  }
}
