// Fails: gives each free job to one worker, in every order of two workers
// Does not wait, and goes home although the next job is free.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function claim(pool: Pool, worker: string): Promise<number | undefined> {
  try {
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query(
        'select id from jobs where taken_by is null order by id limit 1 for update nowait',
      )
      if (rows.length === 0) return undefined
      await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
      return rows[0].id
    })
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return undefined
    throw error
  }
}
