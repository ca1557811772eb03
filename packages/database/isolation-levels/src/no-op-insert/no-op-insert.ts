// Puts the other one on the list, in case they are not on it, then leaves.
// Breaks, also when serializable: an insert that does nothing has read the row, and no lock tells of it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-somebody-on-call.ts'

export const noOpInsert: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      await client.query('insert into on_call values ($1) on conflict do nothing', [other])
      // RACE: the other one, who is on the list, leaves it here.
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
