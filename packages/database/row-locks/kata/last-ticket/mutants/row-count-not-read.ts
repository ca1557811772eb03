// Fails: sells the last ticket once, in every order of two buyers
// The update changes no row, and the code does not look whether it did.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining from tickets where id = 1')
    if (rows[0].remaining === 0) return 'sold out'
    await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
