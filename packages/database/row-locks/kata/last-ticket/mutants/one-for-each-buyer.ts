// Fails: writes a sale for each ticket, with its buyer
// Takes a second ticket of one buyer for a repeated request, and sells none.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update tickets set remaining = remaining - 1 where id = 1 and remaining > 0
       and not exists (select from sales where ticket_id = 1 and buyer = $1)`,
      [buyer],
    )
    if (rowCount === 0) return 'sold out'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
