// Nested as before, but the log has a pool of its own. A request that holds its client asks for no
// other, so one client is enough. Costs connections, and the log keeps the orders that are refused.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const logThroughASecondPool =
  (logPool: Pool): Order =>
  (pool, customer, quantity) =>
    inTransaction(pool, async (client) => {
      await logPool.query('insert into audit (customer) values ($1)', [customer])
      await takeFromStock(client, quantity)
      return 'ordered' as const
    }).catch(refusal)
