// redlock waits and tries again by itself. BREAKS in 5.0.0-beta.2: it counts the end of the lock
// from its first attempt, not from the one that succeeded.
import Redlock from 'redlock'
import { key, retryMs, ttlMs } from './hands-out-a-live-lock.ts'
import type { Acquire } from './hands-out-a-live-lock.ts'

export const retryByRedlock: Acquire = (redis) => {
  const settings = { retryCount: 10, retryDelay: retryMs, retryJitter: 0 }
  return new Redlock([redis], settings).acquire([key], ttlMs)
}
