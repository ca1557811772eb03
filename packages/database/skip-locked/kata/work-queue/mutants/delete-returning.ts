// Fails: writes down which worker has the job, and in no other row
// Takes the job out of the table: when the worker dies, no row says that there was one.
import type { Pool } from 'pg'

export async function claim(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query(
    `delete from jobs
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)
     returning id`,
  )
  return rows[0]?.id
}
