// Fails: gives each free job to one worker, in every order of two workers
// Takes the worker's own job for a free one, and gives it once more.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null or taken_by = $1
                 order by taken_by is null, id limit 1 for update skip locked)
     returning id`,
    [worker],
  )
  return rows[0]?.id
}
