// Fails: writes down which worker has the job, and in no other row
// Puts the name into the text, and doubles the first quote only: a name with two breaks the statement.
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  const quoted = worker.replace("'", "''")
  const { rows } = await pool.query(
    `update jobs set taken_by = '${quoted}'
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)
     returning id`,
  )
  return rows[0]?.id
}
