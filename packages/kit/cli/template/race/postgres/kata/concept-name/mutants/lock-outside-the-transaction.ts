// Fails: redeems a coupon once, in every order of two customers
// The lock belongs to a statement of its own, and is gone when that statement ends.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function redeem(pool: Pool, code: string, customer: string): Promise<'redeemed' | 'used'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await pool.query(
      'select redeemed_by from coupons where code = $1 for update',
      [code],
    )
    if (rows[0]?.redeemed_by !== null) return 'used'
    await client.query('update coupons set redeemed_by = $2 where code = $1', [code, customer])
    return 'redeemed'
  })
}
