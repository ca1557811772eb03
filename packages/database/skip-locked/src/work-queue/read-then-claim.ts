// Reads the first free job, then marks it as taken.
// Breaks: two workers read the same job, and both do it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function readThenClaim(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select id from jobs where taken_by is null order by id limit 1',
    )
    if (rows.length === 0) return undefined
    // RACE: another worker reads the same job here.
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
    return rows[0].id
  })
}
