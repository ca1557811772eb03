// Fails: charges once, wherever the worker dies
// Sends each statement to the pool, which may give another connection each time: there is no transaction.
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
  await pool.query('begin')
  const { rowCount } = await pool.query(
    'insert into inbox (message_id) values ($1) on conflict do nothing',
    [id],
  )
  if (rowCount === 1)
    await pool.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  await pool.query('commit')
  return rowCount === 1 ? 'charged' : 'seen before'
}
