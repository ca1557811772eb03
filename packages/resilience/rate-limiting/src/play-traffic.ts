import type { Redis } from 'ioredis'
import { atomicWays } from './make-way.ts'
import type { AtomicWay } from './make-way.ts'

/** Requests at times of a clock that nobody waits for, in milliseconds. */
export interface Traffic {
  limit: number
  windowMs: number
  timesMs: readonly number[]
}

/**
 * Plays traffic through one way, by a clock that is given to its script.
 *
 * @returns The times of the requests that were allowed.
 */
export async function playTraffic(
  redis: Redis,
  way: AtomicWay,
  { limit, windowMs, timesMs }: Traffic,
  key = 'api',
): Promise<number[]> {
  let nowMs = 0
  const limiter = atomicWays[way]({
    redis,
    limit,
    windowMs,
    nowMicroseconds: () => Math.round(nowMs * 1000),
  })
  // One connection answers in the order of its commands, so nobody has to wait for each.
  const decisions = timesMs.map((timeMs) => {
    nowMs = timeMs
    return limiter.consume(key)
  })
  const allowed = await Promise.all(decisions)
  return timesMs.filter((_, index) => allowed[index]!.allowed)
}
