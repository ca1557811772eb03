// Fails: says stays to the last one, who is on the list all the time
// Locks all rows and deletes with care, but does not look whether a row was deleted.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction<'left'>(pool, async (client) => {
    await client.query('select from on_call order by doctor for update')
    await client.query(
      'delete from on_call where doctor = $1 and exists (select from on_call where doctor <> $1)',
      [doctor],
    )
    return 'left'
  })
}
