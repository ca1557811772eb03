// Inserts the line, then updates the product without locking it first.
// Holds: an update that leaves the key alone takes `for no key update`, which does not conflict
// with the foreign key's `for key share`.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function insertThenUpdate(pool: Pool): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('insert into order_lines (product_id) values (1)')
    // BLOCKS: behind another update of the product, not behind another insert.
    await client.query('update products set reserved = reserved + 1 where id = 1')
  })
}
