// Locks a number that stands for the ticket; the server does not know what it means.
// Costs discipline: it holds only if every seller asks for the same lock.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

const sellingTicketOne = 1

export function advisoryLock(pool: Pool, buyer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: until the holder's transaction ends; no unlock can be forgotten.
    await client.query('select pg_advisory_xact_lock($1)', [sellingTicketOne])
    const { rows } = await client.query('select remaining from tickets where id = 1')
    const { remaining } = rows[0]
    if (remaining === 0) return 'sold out'
    await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
