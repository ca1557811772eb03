// Fails: sells ticket 1 and no other
// Takes one of every ticket: no condition says which one is sold.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'update tickets set remaining = remaining - 1 where remaining > 0 returning id',
    )
    if (!rows.some(({ id }) => id === 1)) return 'sold out'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
