// Fails: gives two numbers that belong together, in every order with a payment
// At the same time is not the same snapshot: two connections, two statements.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const [accounts, expenses] = await Promise.all([
    pool.query('select balance from accounts'),
    pool.query('select amount from expenses'),
  ])
  return {
    balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
    spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
  }
}
