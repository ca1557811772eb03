// Reads how many tickets are left, decides in the application, writes the new number.
// Costs nothing and breaks: two buyers read the same number, and both sell the last ticket.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export function readThenWrite(pool: Pool, buyer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining from tickets where id = 1')
    const { remaining } = rows[0]
    if (remaining === 0) return 'sold out'
    // RACE: another buyer reads the same number here.
    await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
