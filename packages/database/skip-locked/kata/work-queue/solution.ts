import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  // A job that another worker is just taking is left out, so no worker waits for it or takes it twice.
  const { rows } = await pool.query(
    `update jobs set taken_by = $1
     where id = (select id from jobs where taken_by is null order by id limit 1
                 for update skip locked)
     returning id`,
    [worker],
  )
  return rows[0]?.id
}
