// Fails: charges two payments that differ only in their ids
// Looks for the id with a pattern: an id with _ or % finds those of other payments.
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
    await client.query('select from accounts where id = $1 for update', [account])
    const seen = await client.query('select from inbox where message_id like $1', [id])
    if (seen.rowCount !== 0) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await client.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
    return 'charged'
  })
}
