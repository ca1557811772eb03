// Fails: keeps one doctor on call, in every order of two doctors who leave
// Locks the row that it deletes anyway, and not the one that it decides by.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(pool, async (client) => {
    await client.query('select from on_call where doctor = $1 for update', [doctor])
    const { rows } = await client.query('select doctor from on_call where doctor <> $1', [doctor])
    if (rows.length === 0) return 'stays'
    await client.query('delete from on_call where doctor = $1', [doctor])
    return 'left'
  })
}
