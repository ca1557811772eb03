// Two updates, each of which commits by itself. Breaks: a crash between them leaves the first one,
// and no row says that a second one was to follow.
import type { Pool } from 'pg'

export async function twoStatements(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query('update accounts set balance = balance - 10 where id = $1', [from])
  await pool.query('update accounts set balance = balance + 10 where id = $1', [to])
}
