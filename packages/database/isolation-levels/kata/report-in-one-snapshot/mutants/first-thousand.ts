// Fails: adds up all accounts and all expenses
// Bounds what it reads, and reads no further.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  return inTransaction(
    pool,
    async (client) => {
      const accounts = await client.query('select balance from accounts limit 1000')
      const expenses = await client.query('select amount from expenses limit 1000')
      return {
        balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
        spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
      }
    },
    { level: 'repeatable read' },
  )
}
