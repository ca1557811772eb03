import type { Pool } from 'pg'
import type { TakenJob } from './take.ts'

export interface Retries {
  /** How often a job is taken at most. */
  attempts: number
  /** How long to wait after an attempt, the first being 1. */
  pauseMs(attempt: number): number
}

/**
 * Gives a job back after an error, to be taken again after a pause, or buries it when its attempts
 * are used up. `late`: another worker has taken it since.
 */
export async function fail(
  pool: Pick<Pool, 'query'>,
  { id, attempt }: TakenJob,
  { error, nowMs, attempts, pauseMs }: Retries & { error: string; nowMs: number },
): Promise<'again' | 'dead' | 'late'> {
  const state = attempt < attempts ? 'open' : 'dead'
  const { rowCount } = await pool.query(
    `update jobs set state = $3, visible_at_ms = $4, last_error = $5
     where id = $1 and attempt = $2 and state = 'open'`,
    [id, attempt, state, nowMs + Math.round(pauseMs(attempt)), error],
  )
  if (rowCount === 0) return 'late'
  return state === 'open' ? 'again' : 'dead'
}
