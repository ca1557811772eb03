// Fails: answers sold out when nothing is left
// The ticket is safe, and the buyer is told something else.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    if (rowCount === 1)
      await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold' as const
  })
}
