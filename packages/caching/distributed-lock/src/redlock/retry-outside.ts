// Lets redlock try once, and waits itself: each attempt counts the end of its lock anew.
// Costs a loop of one's own.
import Redlock, { ExecutionError } from 'redlock'
import { key, retryMs, ttlMs } from './hands-out-a-live-lock.ts'
import type { Acquire } from './hands-out-a-live-lock.ts'

export const retryOutside: Acquire = async (redis) => {
  const locks = new Redlock([redis], { retryCount: 0 })
  for (;;) {
    try {
      return await locks.acquire([key], ttlMs)
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }
}
