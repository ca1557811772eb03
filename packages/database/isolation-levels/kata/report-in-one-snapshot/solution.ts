import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  return inTransaction(
    pool,
    async (client) => {
      const accounts = await client.query('select balance from accounts')
      const expenses = await client.query('select amount from expenses')
      return {
        balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
        spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
      }
    },
    // Both statements see the snapshot of the first one, and no transaction waits for that.
    { level: 'repeatable read' },
  )
}
