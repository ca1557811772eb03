// Takes every delivery for a new payment.
// Costs nothing and breaks: Kafka delivers again what was not committed.
import type { Pool } from 'pg'
import type { Answer, Payment } from './payment.ts'

export async function chargeEachDelivery(
  pool: Pool,
  { account, amount }: Payment,
): Promise<Answer> {
  await pool.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  return 'charged'
}
