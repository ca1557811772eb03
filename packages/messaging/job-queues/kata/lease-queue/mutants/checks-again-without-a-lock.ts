// Fails: gives each job to one worker
// Waits for the other worker, finds the job taken, and gives none where a second one is due.
import type { Pool } from 'pg'

export interface TakenJob {
  id: number
  email: string
  attempt: number
}

export function openQueue(pool: Pool) {
  return {
    async take(nowMs: number): Promise<TakenJob | undefined> {
      // A job that kills its worker never fails: its attempts are counted here.
      const { rows } = await pool.query(
        `with buried as (
           update jobs set state = 'dead'
           where state = 'open' and visible_at_ms <= $2 and attempt >= 4
         )
         update jobs set attempt = attempt + 1, visible_at_ms = $1
         where id = (select id from jobs
                     where state = 'open' and visible_at_ms <= $2 and attempt < 4
                     order by id limit 1)
           and state = 'open' and visible_at_ms <= $2
         returning id, email, attempt`,
        [nowMs + 30_000, nowMs],
      )
      return rows[0]
    },

    async complete({ id, attempt }: TakenJob): Promise<'done' | 'late'> {
      const { rowCount } = await pool.query(
        `update jobs set state = 'done' where id = $1 and attempt = $2 and state = 'open'`,
        [id, attempt],
      )
      return rowCount === 1 ? 'done' : 'late'
    },

    async fail({ id, attempt }: TakenJob, nowMs: number): Promise<'again' | 'dead' | 'late'> {
      const state = attempt < 4 ? 'open' : 'dead'
      const { rowCount } = await pool.query(
        `update jobs set state = $3, visible_at_ms = $4
         where id = $1 and attempt = $2 and state = 'open'`,
        [id, attempt, state, nowMs + 1_000 * 2 ** (attempt - 1)],
      )
      if (rowCount === 0) return 'late'
      return state === 'open' ? 'again' : 'dead'
    },
  }
}
