// Fails: writes the ticket and its sale together, wherever the program dies
// One statement decides, and the sale is written after it: a crash in between loses a ticket.
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  const { rowCount } = await pool.query(
    'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
  )
  if (rowCount === 0) return 'sold out'
  await pool.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
  return 'sold'
}
