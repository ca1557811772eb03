// Leaves if the other one is on the list: one statement, which reads and writes.
// Holds when serializable, against another that reads what it decides by.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-somebody-on-call.ts'

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
