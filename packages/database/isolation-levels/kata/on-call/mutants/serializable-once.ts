// Fails: lets one of them leave, and neither sees an error
// The database keeps the rule, and one doctor reads "could not serialize access".
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select doctor from on_call where doctor <> $1', [doctor])
      if (rows.length === 0) return 'stays'
      await client.query('delete from on_call where doctor = $1', [doctor])
      return 'left'
    },
    { level: 'serializable' },
  )
}
