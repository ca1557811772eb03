// Reads the counter, adds one in the application, writes the sum.
// Breaks: two readers of the same number write the same sum, and a like is lost.
import type { Pool } from 'pg'

export async function readThenIncrement(pool: Pool): Promise<void> {
  const { rows } = await pool.query('select likes from posts where id = 1')
  // RACE: another like is counted here, and overwritten below.
  await pool.query('update posts set likes = $1 where id = 1', [rows[0].likes + 1])
}
