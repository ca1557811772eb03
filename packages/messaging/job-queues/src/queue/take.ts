import type { Pool } from 'pg'

export interface TakenJob {
  id: number
  email: string
  /** Greater with each worker that takes the job: its fencing token. */
  attempt: number
}

/** For how long a worker has a job: after that it is given to another one. */
export const leaseMs = 30_000

/** Takes the first job that is due, and hides it from the others for as long as a lease. */
export async function take(
  pool: Pick<Pool, 'query'>,
  nowMs: number,
): Promise<TakenJob | undefined> {
  const { rows } = await pool.query<TakenJob>(
    `update jobs set attempt = attempt + 1, visible_at_ms = $1
     where id = (select id from jobs where state = 'open' and visible_at_ms <= $2
                 order by priority, id limit 1 for update skip locked)
     returning id, email, attempt`,
    [nowMs + leaseMs, nowMs],
  )
  return rows[0]
}
