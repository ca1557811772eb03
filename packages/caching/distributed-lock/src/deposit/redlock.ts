// The lock is a majority of three Redis servers that know nothing of each other, taken and released
// by the library redlock. It outlives a server. BREAKS like one server's: what a slow worker does
// after the TTL, no majority sees.
import Redlock, { ExecutionError } from 'redlock'
import { lockOf, readThenWrite, ttlMs } from './deposit.ts'
import type { Deposit } from './deposit.ts'

export const redlock: Deposit = async (stores, id, amount) => {
  const locks = new Redlock(stores.masters(), { retryCount: 0 })
  try {
    const lock = await locks.acquire([lockOf(id)], ttlMs)
    await readThenWrite(stores.pool, stores, id, amount)
    // Redlock refuses to release what has ended.
    await lock.release().catch(() => {})
    return 'done'
  } catch (error) {
    if (error instanceof ExecutionError) return 'busy'
    throw error
  }
}
