// Locks the row of the other doctor before leaving, and inserts it if there is none to lock.
// Costs a wait: no transaction can delete the row before this one ends.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const rowLock: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until the transaction that deletes this row ends.
      await client.query('select from on_call where doctor = $1 for key share', [other])
      await client.query('insert into on_call values ($1) on conflict do nothing', [other])
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
