// Asks in the statement itself, so that a refusal is a row count of 0 and no error.
// Costs nothing; the rule must fit into where, and is written a second time beside the constraint.
import { inTransaction } from '@lab/servers/in-transaction'
import type { PayAll, Told } from './reports-what-is-there.ts'

export const conditionInWhere: PayAll = (pool, accounts) =>
  inTransaction(pool, async (client) => {
    const told: Told[] = []
    for (const account of accounts) {
      const { rowCount } = await client.query(
        'update checked_accounts set balance = balance - 5 where id = $1 and balance >= 5',
        [account],
      )
      told.push(rowCount === 1 ? 'paid' : 'refused')
    }
    return told
  })
