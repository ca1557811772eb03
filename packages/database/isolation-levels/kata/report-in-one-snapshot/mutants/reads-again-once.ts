// Fails: gives two numbers that belong together, in every order with a payment
// Looks whether the first number has changed, and reads again once: then another payment comes.
import type { Pool } from 'pg'

export async function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  const balances = await sum(pool, 'select sum(balance)::float from accounts')
  const spent = await sum(pool, 'select sum(amount)::float from expenses')
  const again = await sum(pool, 'select sum(balance)::float from accounts')
  if (again === balances) return { balances, spent }
  return { balances: again, spent: await sum(pool, 'select sum(amount)::float from expenses') }
}

async function sum(pool: Pool, text: string): Promise<number> {
  const { rows } = await pool.query(text)
  return rows[0].sum ?? 0
}
