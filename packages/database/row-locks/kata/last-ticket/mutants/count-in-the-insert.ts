// Fails: sells the last ticket once, in every order of two buyers
// One statement checks and writes, and takes no lock: each buyer counts before the other commits.
import type { Pool } from 'pg'

export async function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  const { rowCount } = await pool.query(
    `with sold as (
       insert into sales (ticket_id, buyer)
       select 1, $1 from tickets where id = 1 and remaining > 0
       returning ticket_id
     )
     update tickets set remaining = remaining - 1 from sold where id = ticket_id`,
    [buyer],
  )
  return rowCount === 1 ? 'sold' : 'sold out'
}
