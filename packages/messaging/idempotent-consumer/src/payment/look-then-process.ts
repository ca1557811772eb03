// Looks for the id of the payment, charges it in a transaction, then stores the id.
// Breaks twice: a second worker looks before the id is stored, and a crash comes before it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Outcome, Payment } from './payment.ts'

export async function lookThenProcess(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Outcome> {
  const { rowCount } = await pool.query('select from inbox where message_id = $1', [id])
  if (rowCount === 1) return 'seen before'
  // RACE: another delivery of the payment looks here, and does not find the id either.
  await inTransaction(pool, (client) =>
    client.query('update accounts set balance = balance - $2 where id = $1', [account, amount]),
  )
  await pool.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
  return 'charged'
}
