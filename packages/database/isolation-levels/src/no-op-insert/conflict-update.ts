// Updates the row when it is there already, to what it is.
// Costs a dead row version for each call, and waits: the row is locked until the end.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-somebody-on-call.ts'

export const conflictUpdate: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until whoever deletes or changes this row commits or rolls back.
      await client.query(
        'insert into on_call values ($1) on conflict (doctor) do update set doctor = excluded.doctor',
        [other],
      )
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
