// Fails: answers what it did
// Keeps ids for a day, to save room. A worker that has stood still for longer charges again.
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
      `insert into inbox (message_id) values ($1)
       on conflict (message_id) do update set received_at = now()
       where inbox.received_at < now() - interval '1 day'`,
      [id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    return 'charged'
  })
}
