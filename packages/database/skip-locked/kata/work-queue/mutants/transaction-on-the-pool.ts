// Fails: gives each free job to one worker, in every order of two workers
// Sends each statement to the pool, which may give another connection each time: the lock is gone at once.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  await pool.query('begin')
  const { rows } = await pool.query(
    'select id from jobs where taken_by is null order by id limit 1 for update skip locked',
  )
  if (rows.length > 0)
    await pool.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
  await pool.query('commit')
  return rows[0]?.id
}
