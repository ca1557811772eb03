// Fails: writes the ticket and its sale together, wherever the program dies
// Sends each statement to the pool, which may give another connection each time: there is no transaction.
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  await pool.query('begin')
  const { rowCount } = await pool.query(
    'update tickets set remaining = remaining - 1 where id = 1 and remaining > 0',
  )
  if (rowCount === 0) {
    await pool.query('rollback')
    return 'sold out'
  }
  await pool.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
  await pool.query('commit')
  return 'sold'
}
