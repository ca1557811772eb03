// Fails: keeps one doctor on call, in every order of two doctors who leave
// The statement that waits for the lock has taken the snapshot already, and the count is old.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('select pg_advisory_xact_lock(1)')
      const { rows } = await client.query('select doctor from on_call where doctor <> $1', [doctor])
      if (rows.length === 0) return 'stays'
      await client.query('delete from on_call where doctor = $1', [doctor])
      return 'left'
    },
    { level: 'repeatable read' },
  )
}
