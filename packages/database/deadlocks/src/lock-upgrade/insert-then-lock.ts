// Inserts the line, then locks its product with `for update` to count the reservation.
// Breaks: the foreign key has already locked the product (for key share) for both orders, and each
// waits for the other one's lock (40P01).
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function insertThenLock(pool: Pool): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('insert into order_lines (product_id) values (1)')
    // BLOCKS: until the other order, which holds the product for key share, ends.
    await client.query('select reserved from products where id = 1 for update')
    await client.query('update products set reserved = reserved + 1 where id = 1')
  })
}
