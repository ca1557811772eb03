// Asks for the rows whose updated_at is later than the latest one that it has seen.
// BREAKS: a deleted row is not there any more, of two updates only the second one is, and a row
// whose transaction commits late has an earlier time than one that was seen already.
import type { StartCapture } from './capture.ts'

export const byUpdatedAt: StartCapture = async ({ pool, plain }) => {
  // As text: a Date of JavaScript has no microseconds, and would find the last row again.
  const latest = await plain.query('select max(updated_at)::text as latest from orders')
  let { latest: seen } = latest.rows[0]
  return {
    async look(tell) {
      const { rows } = await pool.query(
        `select id, status, updated_at::text as time from orders
         where updated_at > $1 order by updated_at`,
        [seen],
      )
      seen = rows.at(-1)?.time ?? seen
      tell(rows.map(({ id, status }) => `update ${id} ${status}`))
    },
    async [Symbol.asyncDispose]() {},
  }
}
