// Fails: gives each free job to one worker, in every order of two workers
// One statement that looks and marks. The second one waits for the row, and has looked already.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null order by id limit 1)
     returning id`,
    [worker],
  )
  return rows[0]?.id
}
