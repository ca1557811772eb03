// Merges: looks the row up as a select does, and inserts it when it is not matched.
// Costs no further statement. Two merges that both insert can end in a unique violation (23505).
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const merge: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      await client.query(
        `merge into on_call using (values ($1)) as wanted (doctor) on on_call.doctor = wanted.doctor
       when not matched then insert values (wanted.doctor)`,
        [other],
      )
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
