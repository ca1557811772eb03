// Stores the id and charges the payment in one transaction: both are committed, or neither.
// Costs one insert for each payment, and a table that has to be purged.
import type { Pool } from 'pg'
import { processOnce } from '../process-once.ts'
import type { Outcome, Payment } from './payment.ts'

export function inboxInOneTransaction(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Outcome> {
  return processOnce<'charged'>(pool, id, async (client) => {
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    return 'charged'
  })
}
