// Fails: gives two numbers that belong together, in every order with a payment
// Sets the level outside of the transaction, where it holds for that one statement.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  await pool.query('set transaction isolation level repeatable read')
  return inTransaction(pool, async (client) => {
    const accounts = await client.query('select balance from accounts')
    const expenses = await client.query('select amount from expenses')
    return {
      balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
      spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
    }
  })
}
