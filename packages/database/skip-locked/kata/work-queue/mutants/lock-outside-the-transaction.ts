// Fails: gives each free job to one worker, in every order of two workers
// The lock is gone when the statement that took it ends, before the job is marked.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    'select id from jobs where taken_by is null order by id limit 1 for update skip locked',
  )
  if (rows.length === 0) return undefined
  await pool.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
  return rows[0].id
}
