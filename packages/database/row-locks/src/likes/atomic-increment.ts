// Lets the statement add: it locks the row, and reads the number that it changes.
// Costs a queue at one row when a post is very popular.
import type { Pool } from 'pg'

export async function atomicIncrement(pool: Pool): Promise<void> {
  await pool.query('update posts set likes = likes + 1 where id = 1')
}
