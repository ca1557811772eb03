// Locks both accounts first, the lower id first, whatever the direction of the transfer.
// Costs a statement. One order for every transfer leaves no cycle to wait in.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function locksInOrder(pool: Pool, from: number, to: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: on the lower account, before anything is locked.
    await client.query('select id from accounts where id in ($1, $2) order by id for update', [
      from,
      to,
    ])
    await client.query('update accounts set balance = balance - 10 where id = $1', [from])
    await client.query('update accounts set balance = balance + 10 where id = $1', [to])
  })
}
