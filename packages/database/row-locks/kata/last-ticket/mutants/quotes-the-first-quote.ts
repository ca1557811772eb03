// Fails: writes a sale for each ticket, with its buyer
// Puts the name into the text, and doubles the first quote only: a name with two breaks the statement.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    if (rowCount === 0) return 'sold out'
    const quoted = buyer.replace("'", "''")
    await client.query(`insert into sales (ticket_id, buyer) values (1, '${quoted}')`)
    return 'sold'
  })
}
