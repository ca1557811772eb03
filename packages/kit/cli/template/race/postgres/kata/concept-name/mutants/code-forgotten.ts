// Fails: leaves other coupons free
// The update asks for a free coupon, and takes every one that it finds once the code is known.
import type { Pool } from 'pg'

export async function redeem(
  pool: Pool,
  code: string,
  customer: string,
): Promise<'redeemed' | 'used'> {
  const { rowCount } = await pool.query(
    'update coupons set redeemed_by = $2 where redeemed_by is null and exists (select from coupons where code = $1)',
    [code, customer],
  )
  return rowCount === 0 ? 'used' : 'redeemed'
}
