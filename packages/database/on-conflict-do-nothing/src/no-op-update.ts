// Inserts, or locks the row that exists and does not update it.
// Breaks, also at serializable: it waits for the lock, but leaves no mark that it has read the row.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const noOpUpdate: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      // BLOCKS: until the transaction that deletes or changes this row ends.
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
