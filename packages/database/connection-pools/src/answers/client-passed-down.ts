// A request takes one client, hands it to every function that needs the database, and gives it back
// whatever happens. The log is part of the transaction: it is rolled back with a refused order.
import { inTransaction } from '@lab/servers/in-transaction'
import type { PoolClient } from 'pg'
import type { Order } from './answers-every-request.ts'
import { refusal, takeFromStock } from './take-from-stock.ts'

export const clientPassedDown: Order = (pool, customer, quantity) =>
  inTransaction(pool, async (client) => {
    await writeLog(client, customer)
    await takeFromStock(client, quantity)
    return 'ordered' as const
  }).catch(refusal)

function writeLog(client: PoolClient, customer: string): Promise<unknown> {
  return client.query('insert into audit (customer) values ($1)', [customer])
}
