// Updates the row when it exists already, to the value that it has.
// Costs a dead row version for each call, and a lock on the row until the transaction ends.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const conflictUpdate: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until the transaction that deletes or changes this row ends.
      await client.query(
        'insert into on_call values ($1) on conflict (doctor) do update set doctor = excluded.doctor',
        [other],
      )
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
