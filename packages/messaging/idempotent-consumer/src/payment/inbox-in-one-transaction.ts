// Takes note of the payment and processes it in one transaction: both are there, or neither.
// Costs one insert for each message, and a table that has to be kept small.
import type { Pool } from 'pg'
import { processOnce } from '../process-once.ts'
import type { Answer, Payment } from './payment.ts'

export function inboxInOneTransaction(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<Answer> {
  return processOnce<'charged'>(pool, id, async (client) => {
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    return 'charged'
  })
}
