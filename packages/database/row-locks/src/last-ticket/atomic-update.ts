// Lets the database decide: one statement checks and takes the ticket (Django calls it F()).
// Costs the least. It fits when the check can be written as a condition on the row.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export function atomicUpdate(pool: Pool, buyer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: behind an uncommitted update of the row, then checks the condition again.
    const { rowCount } = await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    if (rowCount === 0) return 'sold out'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
