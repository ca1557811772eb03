// Fails: writes the ticket and its sale together, wherever the program dies
// Writes the sale first and takes it back when no ticket is left. A crash in between leaves a sale without a ticket.
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  const { rows } = await pool.query(
    'insert into sales (ticket_id, buyer) values (1, $1) returning id',
    [buyer],
  )
  const { rowCount } = await pool.query(
    'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
  )
  if (rowCount === 1) return 'sold'
  await pool.query('delete from sales where id = $1', [rows[0].id])
  return 'sold out'
}
