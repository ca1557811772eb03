// Fails: charges once when two workers get the same delivery, in every order
// The update waits for the account and reads it again, but the inbox as it was before the wait.
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
      `update accounts set balance = balance - $2
       where id = $1 and not exists (select from inbox where message_id = $3)`,
      [account, amount, id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
    return 'charged'
  })
}
