// Fails: lets both leave when a third one is on call
// Tries five times, and then says stays to a doctor who was only overtaken.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  for (let time = 0; time < 5; time++) {
    try {
      return await leaveOnce(pool, doctor)
    } catch (error) {
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
  return 'stays'
}

function leaveOnce(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
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
