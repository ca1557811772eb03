import type { Pool } from 'pg'

/**
 * Buries the jobs whose last lease has ended without a word: a job that kills its worker never
 * fails, so its attempts are counted when it is taken.
 */
export async function bury(
  pool: Pick<Pool, 'query'>,
  { attempts, nowMs }: { attempts: number; nowMs: number },
): Promise<void> {
  await pool.query(
    `update jobs set state = 'dead', last_error = 'its lease ended'
     where state = 'open' and visible_at_ms <= $1 and attempt >= $2`,
    [nowMs, attempts],
  )
}
