// Writes the log before the transaction takes its client, so that a request never holds two. The log
// is committed first, and keeps the orders that are refused.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const logFirst: Order = async (pool, customer, quantity) => {
  await pool.query('insert into audit (customer) values ($1)', [customer])
  return inTransaction(pool, async (client) => {
    await takeFromStock(client, quantity)
    return 'ordered' as const
  }).catch(refusal)
}
