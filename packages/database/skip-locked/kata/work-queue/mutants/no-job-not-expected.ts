// Fails: answers undefined when no job is free
// Reads the first row of none: a TypeError in every worker as soon as the queue is empty.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)
     returning id`,
    [worker],
  )
  return rows[0].id
}
