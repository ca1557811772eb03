// Whoever sets the key first has the lock, and deletes it at the end. The key has no TTL.
// BREAKS: a worker that dies inside locks all others out for ever.
import { lockOf, readThenWrite } from './deposit.ts'
import type { Deposit } from './deposit.ts'

export const setNx: Deposit = async (stores, id, amount) => {
  const { redis, pool } = stores
  if ((await redis.set(lockOf(id), 'locked', 'NX')) === null) return 'busy'
  try {
    await readThenWrite(pool, stores, id, amount)
  } finally {
    await redis.del(lockOf(id))
  }
  return 'done'
}
