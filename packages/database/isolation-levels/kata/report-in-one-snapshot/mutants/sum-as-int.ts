// Fails: adds up more than one int holds
// Casts the sum to int, so that the driver gives a number: large sums fail.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const { rows } = await pool.query(`
    select (select coalesce(sum(balance), 0)::int from accounts) as balances,
           (select coalesce(sum(amount), 0)::int from expenses) as spent`)
  return rows[0]
}
