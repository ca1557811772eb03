// A trigger writes each change into a second table, in the transaction of the change. The warehouse
// takes the rows out, and commits when it has told of them. Costs a second write for each change.
// BREAKS the order of commits: the rows have the order in which the statements ran.
import { inTransaction } from '@lab/servers/in-transaction'
import type { StartCapture } from './capture.ts'

export const triggerTable: StartCapture = async ({ pool, plain }) => {
  await plain.query('alter table orders enable trigger note_change')
  return {
    look: (tell) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query(
          `with taken as (delete from order_changes returning *)
           select operation, order_id, status from taken order by id`,
        )
        tell(
          rows.map(({ operation, order_id, status }) =>
            [operation, order_id, status ?? []].flat().join(' '),
          ),
        )
      }),
    async [Symbol.asyncDispose]() {
      await plain.query('alter table orders disable trigger note_change')
    },
  }
}
