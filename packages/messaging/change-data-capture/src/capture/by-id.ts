// Asks for the rows above the last id that it has seen.
// BREAKS: a changed row keeps its id, so only inserts are heard of, and of those not the late ones.
import type { StartCapture } from './capture.ts'

export const byId: StartCapture = async ({ pool, plain }) => {
  const last = await plain.query('select max(id) as last from orders')
  let seen = last.rows[0].last
  return {
    async look(tell) {
      const { rows } = await pool.query('select id, status from orders where id > $1 order by id', [
        seen,
      ])
      seen = rows.at(-1)?.id ?? seen
      tell(rows.map(({ id, status }) => `insert ${id} ${status}`))
    },
    async [Symbol.asyncDispose]() {},
  }
}
