// Fails: answers what it did
// Removes old ids while it works, and charges a payment again that comes after them.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export function charge(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query(`delete from inbox where received_at < now() - interval '7 days'`)
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    return 'charged'
  })
}
