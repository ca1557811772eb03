// Fails: answers what it did
// Finds no id, waits at the insert for another worker, and answers for that worker's charge.
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
    const seen = await client.query('select from inbox where message_id = $1', [id])
    if (seen.rowCount === 1) return 'seen before'
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 1)
      await client.query('update accounts set balance = balance - $2 where id = $1', [
        account,
        amount,
      ])
    return 'charged'
  })
}
