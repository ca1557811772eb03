import { inTransaction } from '@lab/servers/in-transaction'
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
  const { rowCount } = await pool.query('select from inbox where message_id = $1', [id])
  if (rowCount === 1) return 'seen before'
  return inTransaction<'charged'>(pool, async (client) => {
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await client.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
    return 'charged'
  })
}
