// Fails: answers undefined when no job is free
// Asks whether a job is free, and then reads the first row: another worker has taken it meanwhile.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rowCount } = await pool.query('select from jobs where taken_by is null limit 1')
  if (rowCount === 0) return undefined
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)
     returning id`,
    [worker],
  )
  return rows[0].id
}
