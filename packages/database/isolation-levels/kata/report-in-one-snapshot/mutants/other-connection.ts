// Fails: gives two numbers that belong together, in every order with a payment
// The second read asks the pool: another connection, outside of the snapshot.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  return inTransaction(
    pool,
    async (client) => {
      const accounts = await client.query('select balance from accounts')
      const expenses = await pool.query('select amount from expenses')
      return {
        balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
        spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
      }
    },
    { level: 'repeatable read' },
  )
}
