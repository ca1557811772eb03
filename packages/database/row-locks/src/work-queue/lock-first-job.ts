// Locks the first free job, so the second worker waits for it.
// Holds, and disappoints: when the wait is over the job is taken, `limit 1` looks no further, and
// the second worker goes home although there is work.
import type { Pool } from 'pg'
import { inTransaction } from '../in-transaction.ts'

export function lockFirstJob(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: until the worker who holds the first job commits.
    const { rows } = await client.query(
      'select id from jobs where taken_by is null order by id limit 1 for update',
    )
    if (rows.length === 0) return undefined
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
    return rows[0].id
  })
}
