// Fails: gives a worker who asks again one more job
// A worker that has a job gets none, although a worker may hold several.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null
                 and not exists (select from jobs where taken_by = $1)
                 order by id limit 1 for update skip locked)
     returning id`,
    [worker],
  )
  return rows[0]?.id
}
