// Fails: charges once, wherever the worker dies
// Two transactions: a crash between them leaves the id of a payment that is never charged.
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export async function charge(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  const { rowCount } = await pool.query(
    'insert into inbox (message_id) values ($1) on conflict do nothing',
    [id],
  )
  if (rowCount === 0) return 'seen before'
  await pool.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  return 'charged'
}
