// Fails: sells a ticket to a buyer who has waited for long
// Waits for 200 ms, and then takes a ticket that it cannot have yet for one that is sold.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`set local lock_timeout = '200ms'`)
      const { rowCount } = await client.query(
        'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
      )
      if (rowCount === 0) return 'sold out'
      await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
      return 'sold'
    })
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return 'sold out'
    throw error
  }
}
