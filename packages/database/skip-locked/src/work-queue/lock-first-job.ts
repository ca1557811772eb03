// Locks the first free job, so the second worker waits for it, then finds it taken and goes on to
// the next. Holds, and costs what the queue is for: the workers take their jobs one by one.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

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
