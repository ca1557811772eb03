// Fails: takes the free job with the lowest id
// Without an order the database gives what it finds first, and old jobs may starve.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function claim(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select id from jobs where taken_by is null limit 1 for update skip locked',
    )
    if (rows.length === 0) return undefined
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
    return rows[0].id
  })
}
