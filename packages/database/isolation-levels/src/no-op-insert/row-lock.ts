// Locks the other's row before leaving, and inserts it if there is none to lock.
// Costs a wait: nobody deletes the row before this transaction ends.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-somebody-on-call.ts'

export const rowLock: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until whoever deletes this row commits or rolls back.
      await client.query('select from on_call where doctor = $1 for key share', [other])
      await client.query('insert into on_call values ($1) on conflict do nothing', [other])
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
