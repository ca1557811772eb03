// Fails: sells a ticket to a buyer whom others overtake, however often
// Repeats a refused transaction once: with more buyers it is refused again.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  try {
    return await buyOnce(pool, buyer)
  } catch (error) {
    if ((error as { code?: string }).code !== '40001') throw error
    return buyOnce(pool, buyer)
  }
}

function buyOnce(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select remaining from tickets where id = 1')
      const { remaining } = rows[0]
      if (remaining === 0) return 'sold out'
      await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
      await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
      return 'sold'
    },
    { level: 'repeatable read' },
  )
}
