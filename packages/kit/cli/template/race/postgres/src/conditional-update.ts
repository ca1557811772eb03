// One statement checks and marks. The second update waits for the first one, then checks its
// condition again and changes no row. The answer is in the row count.
import type { Pool } from 'pg'
import type { Answer } from './redeems-coupon-once.ts'

export async function conditionalUpdate(
  pool: Pool,
  code: string,
  customer: string,
): Promise<Answer> {
  // BLOCKS: while another customer's update of this row is not committed.
  const { rowCount } = await pool.query(
    'update coupons set redeemed_by = $2 where code = $1 and redeemed_by is null',
    [code, customer],
  )
  return rowCount === 1 ? 'redeemed' : 'used'
}
