// Fails: leaves, also when another doctor begins to leave before, and stays after all
// Waits for 200 ms, and then takes a doctor who has not left for one who has.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`set local lock_timeout = '200ms'`)
      const { rows } = await client.query('select doctor from on_call order by doctor for update')
      if (!rows.some((row) => row.doctor !== doctor)) return 'stays'
      await client.query('delete from on_call where doctor = $1', [doctor])
      return 'left'
    })
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return 'stays'
    throw error
  }
}
