// Looks whether the payment was seen, processes it in a transaction, then takes note of it.
// The common recipe, and it breaks twice: others look too, and the process may die before the note.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer, Payment } from './payment.ts'

export async function lookThenProcess(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Answer> {
  const { rowCount } = await pool.query('select from inbox where message_id = $1', [id])
  if (rowCount === 1) return 'seen before'
  // RACE: another delivery of the payment looks here, and finds nothing either.
  await inTransaction(pool, (client) =>
    client.query('update accounts set balance = balance - $2 where id = $1', [account, amount]),
  )
  await pool.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
  return 'charged'
}
