// Locks the row when reading it: the second buyer waits, then reads what the first one has left.
// Costs a wait for every buyer of the same row, as long as the transaction lasts.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export function rowLock(pool: Pool, buyer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: until the buyer who holds the row commits or rolls back.
    const { rows } = await client.query('select remaining from tickets where id = 1 for update')
    const { remaining } = rows[0]
    if (remaining === 0) return 'sold out'
    await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
