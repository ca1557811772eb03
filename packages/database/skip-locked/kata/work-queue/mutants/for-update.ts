// Fails: lets no worker wait for another, where each gets a job of its own
// Right, and one after the other: the second worker waits for the first one's job.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function claim(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select id from jobs where taken_by is null order by id limit 1 for update',
    )
    if (rows.length === 0) return undefined
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
    return rows[0].id
  })
}
