// Writes into the job's row whatever its worker says, by the job's id.
// BREAKS: a worker that is late opens a job again that the next one has, or has done.
import type { Report } from './heeds-the-holder.ts'

export const reportById: Report = {
  async complete(pool, { id }) {
    await pool.query(`update jobs set state = 'done' where id = $1`, [id])
    return 'done'
  },
  async fail(pool, { id }, nowMs) {
    await pool.query(`update jobs set state = 'open', visible_at_ms = $2 where id = $1`, [
      id,
      nowMs,
    ])
    return 'again'
  },
}
