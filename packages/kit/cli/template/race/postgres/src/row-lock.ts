// Locks the coupon when reading it: the second customer waits, then reads what the first one wrote.
// Costs a transaction that holds the lock for as long as the decision takes.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './redeems-coupon-once.ts'

export function rowLock(pool: Pool, code: string, customer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: until the customer who holds the row commits or rolls back.
    const { rows } = await client.query(
      'select redeemed_by from coupons where code = $1 for update',
      [code],
    )
    if (rows[0]?.redeemed_by !== null) return 'used'
    await client.query('update coupons set redeemed_by = $2 where code = $1', [code, customer])
    return 'redeemed'
  })
}
