// Reads the row, then inserts it if it is missing.
// Costs one more statement. The server remembers what a select has searched, found or not.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Leave } from './keeps-one-on-call.ts'

export const readFirst: Leave = (pool, level, me, other) =>
  inTransaction<'left'>(
    pool,
    async (client) => {
      await client.query('select from on_call where doctor = $1', [other])
      await client.query('insert into on_call values ($1) on conflict do nothing', [other])
      await client.query('delete from on_call where doctor = $1', [me])
      return 'left'
    },
    { level },
  )
