// Fails: adds up more than one int holds
// Casts the sum to real, which has six digits: large sums are rounded.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const { rows } = await pool.query(`
    select (select coalesce(sum(balance), 0)::real from accounts) as balances,
           (select coalesce(sum(amount), 0)::real from expenses) as spent`)
  return rows[0]
}
