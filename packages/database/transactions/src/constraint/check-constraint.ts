// The same on a table that says check (balance >= 0). The server refuses what the application missed
// (23514), on every path that writes. The price: a refusal is an error that ends the transaction.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Withdraw } from './overdraws-no-account.ts'

export const checkConstraint: Withdraw = async (pool) => {
  try {
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query('select balance from checked_accounts where id = 1')
      if (rows[0].balance < 80) return 'refused'
      await client.query('update checked_accounts set balance = balance - 80 where id = 1')
      return 'paid'
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23514') return 'refused'
    throw error
  }
}
