// Fails: gives numbers, and 0 when there is nothing
// One statement is one snapshot, and `sum` of no rows is null.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const { rows } = await pool.query(
    `select (select sum(balance)::float from accounts) as balances,
            (select sum(amount)::float from expenses) as spent`,
  )
  return rows[0]
}
