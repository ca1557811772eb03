// Fails: adds up all accounts and all expenses
// One statement, and it takes an account below zero for an empty one.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const { rows } = await pool.query(
    `select (select coalesce(sum(greatest(balance, 0)), 0)::float from accounts) as balances,
            (select coalesce(sum(amount), 0)::float from expenses) as spent`,
  )
  return rows[0]
}
