// Fails: takes off the list who leaves, and nobody else
// Looks for the doctor with a pattern, and takes off another one of nearly the same name.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  for (;;) {
    try {
      return await leaveOnce(pool, doctor)
    } catch (error) {
      // Refused, perhaps at the commit, because another one changed what was read: read anew.
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
}

function leaveOnce(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select doctor from on_call where doctor <> $1', [doctor])
      if (rows.length === 0) return 'stays'
      await client.query('delete from on_call where doctor ilike $1', [doctor])
      return 'left'
    },
    { level: 'serializable' },
  )
}
