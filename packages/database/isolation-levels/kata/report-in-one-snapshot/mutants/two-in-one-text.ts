// Fails: gives two numbers that belong together, in every order with a payment
// One text and one round trip, and still two statements: each takes a snapshot of its own.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const results = (await pool.query(
    `select coalesce(sum(balance), 0)::float as sum from accounts;
     select coalesce(sum(amount), 0)::float as sum from expenses`,
  )) as unknown as { rows: { sum: number }[] }[]
  const [balances, spent] = results.map(({ rows }) => rows[0]!.sum)
  return { balances: balances!, spent: spent! }
}
