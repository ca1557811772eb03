import type { Pool } from 'pg'

export async function redeem(
  pool: Pool,
  code: string,
  customer: string,
): Promise<'redeemed' | 'used'> {
  // The statement that marks is the one that decides: a second customer waits here, then changes no row.
  const { rowCount } = await pool.query(
    'update coupons set redeemed_by = $2 where code = $1 and redeemed_by is null',
    [code, customer],
  )
  return rowCount === 1 ? 'redeemed' : 'used'
}
