// Fails: gives each free job to one worker, in every order of two workers
// The update checks again, and the second worker does not look for the next job.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    'select id from jobs where taken_by is null order by id limit 1',
  )
  if (rows.length === 0) return undefined
  const { rowCount } = await pool.query(
    'update jobs set taken_by = $1 where id = $2 and taken_by is null',
    [worker, rows[0].id],
  )
  return rowCount === 1 ? rows[0].id : undefined
}
