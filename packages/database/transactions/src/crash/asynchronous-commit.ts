// One transaction that does not wait until its commit is on the disk. Still whole or not at all.
// Breaks: a crash takes back what the client was told.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function asynchronousCommit(pool: Pool, from: number, to: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('set local synchronous_commit = off')
    await client.query('update accounts set balance = balance - 10 where id = $1', [from])
    await client.query('update accounts set balance = balance + 10 where id = $1', [to])
  })
}
