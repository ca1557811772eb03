import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    // The statement that writes checks again: a second buyer waits here and then finds 0.
    const { rowCount } = await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    if (rowCount === 0) return 'sold out'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
