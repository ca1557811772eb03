// Locks the two accounts in the order in which the transfer names them.
// Breaks: two transfers in opposite directions wait for each other (40P01, deadlock_detected).
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function locksAsGiven(pool: Pool, from: number, to: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('update accounts set balance = balance - 10 where id = $1', [from])
    // BLOCKS: until the transfer that holds the other account ends, which may wait for this one.
    await client.query('update accounts set balance = balance + 10 where id = $1', [to])
  })
}
