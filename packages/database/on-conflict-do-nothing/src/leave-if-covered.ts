// Leaves if the other doctor is on the list: one statement, which reads and writes.
// Holds at serializable as long as the other transaction reads by statements that leave a mark.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const leaveIfCovered: Leave = (pool, level, me, other) =>
  inTransaction(
    pool,
    async (client) => {
      const { rowCount } = await client.query(
        'delete from on_call where doctor = $1 and exists (select from on_call where doctor = $2)',
        [me, other],
      )
      return rowCount === 1 ? 'left' : 'stays'
    },
    { level },
  )
