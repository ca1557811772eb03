// Takes note of the payment and processes it in one transaction: both are there, or neither.
// Costs one insert for each message, and a table that has to be kept small.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer, Payment } from './payment.ts'

export function inboxInOneTransaction(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: behind another delivery of the payment, until its transaction ends.
    const { rowCount } = await client.query(
      'insert into inbox (payment_id) values ($1) on conflict do nothing',
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
