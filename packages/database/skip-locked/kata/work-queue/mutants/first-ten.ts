// Fails: lets no worker wait for another, where each gets a job of its own
// Looks at the first ten free jobs, and goes home when other workers are taking all of them.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function claim(pool: Pool, worker: string): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      `select id from jobs where taken_by is null and id in
         (select id from jobs where taken_by is null order by id limit 10)
       order by id limit 1 for update skip locked`,
    )
    const [first] = rows
    if (first === undefined) return undefined
    await client.query('update jobs set taken_by = $1 where id = $2', [worker, first.id])
    return first.id
  })
}
