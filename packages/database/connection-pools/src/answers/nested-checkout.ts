// The log is written by a function that asks the pool for a client of its own, as any function of the
// code base may. The request holds one client and waits for a second one; so does the next request.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const nestedCheckout: Order = (pool, customer, quantity) =>
  inTransaction(pool, async (client) => {
    // BLOCKS: for ever, when every client is held by a request that waits here.
    await pool.query('insert into audit (customer) values ($1)', [customer])
    await takeFromStock(client, quantity)
    return 'ordered' as const
  }).catch(refusal)
