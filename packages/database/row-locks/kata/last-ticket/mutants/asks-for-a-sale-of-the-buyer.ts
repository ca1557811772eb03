// Fails: answers sold out when nothing is left
// Answers by whether the buyer has a sale, which may be an earlier one.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
    )
    if (rowCount === 0) return
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
  })
  const { rowCount } = await pool.query('select from sales where buyer = $1', [buyer])
  return rowCount === 0 ? 'sold out' : 'sold'
}
