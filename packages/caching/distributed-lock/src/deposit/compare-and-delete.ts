// The key holds a value of its owner's own, and a script deletes it only while that value is there.
// BREAKS: a worker that is slower than the TTL still writes beside the next holder.
import { lockOf, readThenWrite } from './deposit.ts'
import type { Deposit } from './deposit.ts'
import { lock, unlock } from './owned-lock.ts'

export const compareAndDelete: Deposit = async (stores, id, amount) => {
  const owner = await lock(stores, lockOf(id))
  if (owner === undefined) return 'busy'
  try {
    await readThenWrite(stores.pool, stores, id, amount)
  } finally {
    await unlock(stores, lockOf(id), owner)
  }
  return 'done'
}
