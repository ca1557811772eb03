// Puts the other doctor on the list if that one is missing, then leaves.
// Breaks, also at serializable: an insert that does nothing has read the row and leaves no mark of it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const noOpInsert: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      await client.query('insert into on_call values ($1) on conflict do nothing', [other])
      // RACE: the other doctor, whom the insert has found, leaves here.
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
