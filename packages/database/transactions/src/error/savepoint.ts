// A savepoint before each payment: an error is rolled back to there, and what came before it stays.
// Costs two round trips for each payment, and a transaction number for each one that writes.
import { inTransaction } from '@lab/servers/in-transaction'
import type { PayAll, Told } from './reports-what-is-there.ts'

export const savepoint: PayAll = (pool, accounts) =>
  inTransaction(pool, async (client) => {
    const told: Told[] = []
    for (const account of accounts) {
      await client.query('savepoint payment')
      try {
        await client.query('update checked_accounts set balance = balance - 5 where id = $1', [
          account,
        ])
        told.push('paid')
      } catch {
        await client.query('rollback to savepoint payment')
        told.push('refused')
      }
      await client.query('release savepoint payment')
    }
    return told
  })
