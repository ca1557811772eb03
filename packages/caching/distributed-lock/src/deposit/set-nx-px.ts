// The key has a TTL, so a dead worker's lock ends by itself.
// BREAKS: a worker that is slower than the TTL writes beside the next holder, and its DEL deletes
// the next holder's lock.
import { lockOf, readThenWrite, ttlMs } from './deposit.ts'
import type { Deposit } from './deposit.ts'

export const setNxPx: Deposit = async (stores, id, amount) => {
  const { redis, pool } = stores
  if ((await redis.set(lockOf(id), 'locked', 'PX', ttlMs, 'NX')) === null) return 'busy'
  try {
    await readThenWrite(pool, stores, id, amount)
  } finally {
    // RACE: the key may be another worker's by now.
    await redis.del(lockOf(id))
  }
  return 'done'
}
