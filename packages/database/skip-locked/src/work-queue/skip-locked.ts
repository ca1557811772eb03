// Locks the first free job that no other worker has locked.
// Costs the order: jobs may finish out of turn. It is what a queue in PostgreSQL rests on.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function skipLocked(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select id from jobs where taken_by is null order by id limit 1 for update skip locked',
    )
    if (rows.length === 0) return undefined
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, rows[0].id])
    return rows[0].id
  })
}
