// Fails: takes the amount from the account of the payment, and from no other
// Charges only what is there, and answers that it has charged.
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
    await client.query(
      'update accounts set balance = balance - $2 where id = $1 and balance >= $2',
      [account, amount],
    )
    return 'charged'
  })
}
