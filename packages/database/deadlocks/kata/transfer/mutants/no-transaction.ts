// Fails: leaves no half of a transfer, wherever the program dies
// No lock outlives its statement, so nothing can deadlock, and the debit may stay alone.
import type { Pool } from 'pg'

export async function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  const { rowCount } = await pool.query(
    'update accounts set balance = balance - $2 where id = $1 and balance >= $2',
    [from, amount],
  )
  if (rowCount === 0) return 'not enough money'
  await pool.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
  return 'done'
}
