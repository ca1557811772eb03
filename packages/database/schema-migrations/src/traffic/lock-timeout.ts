// Waits for the lock for a short time only, then leaves the queue. The requests behind it go on.
// Costs a failed deploy whenever a transaction has the table at that moment.
import { inTransaction } from '@lab/servers/in-transaction'
import { unlessBusy } from './add-email.ts'
import type { AddEmail } from './add-email.ts'

export const lockTimeout: AddEmail = async (pool) => {
  const found = await unlessBusy(tryOnce(pool))
  return found === 'added' ? 'added' : 'gave up'
}

export function tryOnce(pool: Parameters<AddEmail>[0]): Promise<unknown> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '50ms'`)
    // BLOCKS: for 50 ms. Requests queue behind it for as long.
    await client.query('alter table customers add column email text')
  })
}
