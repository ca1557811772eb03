import type { Pool } from 'pg'

export interface TakenJob {
  id: number
  email: string
  attempt: number
}

export function openQueue(pool: Pool) {
  return {
    async take(nowMs: number): Promise<TakenJob | undefined> {
      const { rows } = await pool.query(
        `update jobs set attempt = attempt + 1, visible_at_ms = $1
         where id = (select id from jobs where state = 'open' and visible_at_ms <= $2
                     order by id limit 1 for update skip locked)
         returning id, email, attempt`,
        [nowMs + 30_000, nowMs],
      )
      return rows[0]
    },

    async complete({ id }: TakenJob): Promise<'done' | 'late'> {
      await pool.query(`update jobs set state = 'done' where id = $1`, [id])
      return 'done'
    },

    async fail({ id }: TakenJob, nowMs: number): Promise<'again' | 'dead' | 'late'> {
      await pool.query(`update jobs set state = 'open', visible_at_ms = $2 where id = $1`, [
        id,
        nowMs + 1_000,
      ])
      return 'again'
    },
  }
}
