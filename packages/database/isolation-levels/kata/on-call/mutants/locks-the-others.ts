// Fails: lets one of them leave, and neither sees an error
// Each locks the other's row and then wants to delete its own: a deadlock, 40P01.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select doctor from on_call where doctor <> $1 for update',
      [doctor],
    )
    if (rows.length === 0) return 'stays'
    await client.query('delete from on_call where doctor = $1', [doctor])
    return 'left'
  })
}
