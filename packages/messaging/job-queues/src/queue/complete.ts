import type { Pool } from 'pg'
import type { TakenJob } from './take.ts'

/** Marks a job as done, unless another worker has taken it since. */
export async function complete(
  pool: Pick<Pool, 'query'>,
  { id, attempt }: TakenJob,
): Promise<'done' | 'late'> {
  const { rowCount } = await pool.query(
    `update jobs set state = 'done' where id = $1 and attempt = $2 and state = 'open'`,
    [id, attempt],
  )
  return rowCount === 1 ? 'done' : 'late'
}
