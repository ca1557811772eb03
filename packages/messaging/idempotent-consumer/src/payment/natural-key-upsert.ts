// Writes the payment as a row under its own id. Writing it again changes nothing.
// Costs no second table. It fits when the effect is a row or a value, and not an addition.
import type { Pool } from 'pg'
import type { Outcome, Payment } from './payment.ts'

export async function naturalKeyUpsert(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Outcome> {
  // BLOCKS: behind another delivery of the payment, until its transaction ends.
  const { rowCount } = await pool.query(
    'insert into charges (payment_id, account_id, amount) values ($1, $2, $3) on conflict do nothing',
    [id, account, amount],
  )
  return rowCount === 1 ? 'charged' : 'seen before'
}
