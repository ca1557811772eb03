// Charges at every delivery.
// Breaks: Kafka delivers a record again whose offset was not committed.
import type { Pool } from 'pg'
import type { Outcome, Payment } from './payment.ts'

export async function chargeEachDelivery(
  pool: Pool,
  { account, amount }: Payment,
): Promise<Outcome> {
  await pool.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  return 'charged'
}
