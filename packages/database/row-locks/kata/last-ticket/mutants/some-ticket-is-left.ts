// Fails: sells ticket 1 and no other
// Looks whether any ticket is left, and takes one of ticket 1.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'select from tickets where remaining > 0 order by id for update',
    )
    if (rowCount === 0) return 'sold out'
    await client.query('update tickets set remaining = remaining - 1 where id = 1')
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
