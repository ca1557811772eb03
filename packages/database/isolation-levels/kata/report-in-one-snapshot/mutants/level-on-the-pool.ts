// Fails: gives two numbers that belong together, in every order with a payment
// Begins on the pool, which may give another connection to each statement: it reads outside of the snapshot.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  await pool.query('begin isolation level repeatable read')
  const accounts = await pool.query('select balance from accounts')
  const expenses = await pool.query('select amount from expenses')
  await pool.query('commit')
  return {
    balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
    spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
  }
}
