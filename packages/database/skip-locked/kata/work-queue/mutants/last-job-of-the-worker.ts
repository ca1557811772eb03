// Fails: gives a worker who asks again one more job
// Asks which job the worker has now, and takes the highest id: that may be one that it had before.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rowCount } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)`,
    [worker],
  )
  if (rowCount === 0) return undefined
  const { rows } = await pool.query(
    'select id from jobs where taken_by = $1 order by id desc limit 1',
    [worker],
  )
  return rows[0].id
}
