// Fails: sells the last ticket once, in every order of two buyers
// Both may hold a shared lock, and then each waits for the other: 40P01.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining from tickets where id = 1 for share')
    const { remaining } = rows[0]
    if (remaining === 0) return 'sold out'
    await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
