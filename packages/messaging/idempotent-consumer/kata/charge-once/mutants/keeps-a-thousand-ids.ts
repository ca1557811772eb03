// Fails: answers what it did
// Keeps the last thousand ids, to save room. A payment that comes again after them is charged again.
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
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await client.query(
      `delete from inbox where message_id in
         (select message_id from inbox order by received_at desc offset 1000)`,
    )
    return 'charged'
  })
}
