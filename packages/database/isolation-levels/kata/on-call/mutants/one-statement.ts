// Fails: keeps somebody on call, in every order of two doctors who leave
// One statement checks and deletes, in a transaction, and the other one's delete is not seen yet.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'delete from on_call where doctor = $1 and exists (select from on_call where doctor <> $1)',
      [doctor],
    )
    return rowCount === 1 ? 'left' : 'stays'
  })
}
