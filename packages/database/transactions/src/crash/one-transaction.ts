// Both updates in one transaction: after a crash the server takes what has no commit in its log as
// never done. Costs two round trips, and both rows stay locked until the commit.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function oneTransaction(pool: Pool, from: number, to: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('update accounts set balance = balance - 10 where id = $1', [from])
    await client.query('update accounts set balance = balance + 10 where id = $1', [to])
  })
}
