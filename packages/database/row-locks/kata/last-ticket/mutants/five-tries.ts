// Fails: sells a ticket to a buyer whom others overtake, however often
// Tries five times, and then says sold out to a buyer who was only overtaken.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  for (let time = 0; time < 5; time++) {
    const answer = await buyUnlessOvertaken(pool, buyer)
    if (answer !== 'overtaken') return answer
  }
  return 'sold out'
}

function buyUnlessOvertaken(pool: Pool, buyer: string): Promise<'sold' | 'sold out' | 'overtaken'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining, version from tickets where id = 1')
    const { remaining, version } = rows[0]
    if (remaining === 0) return 'sold out'
    const { rowCount } = await client.query(
      'update tickets set remaining = $1, version = version + 1 where id = 1 and version = $2',
      [remaining - 1, version],
    )
    if (rowCount === 0) return 'overtaken'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
