// Inserts, or locks the row that is there and does not update it.
// Breaks, also when serializable: it waits for the lock, but nothing tells that it has read the row.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-somebody-on-call.ts'

export const noOpUpdate: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until whoever deletes or changes this row commits or rolls back.
      await client.query(
        `insert into on_call values ($1) on conflict (doctor) do update set doctor = excluded.doctor
       where on_call.doctor <> excluded.doctor`,
        [other],
      )
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
