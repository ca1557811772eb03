// Locks the product first, with the strongest lock that the transaction will need.
// Costs a wait at the first statement: orders of one product run one after the other.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function lockThenInsert(pool: Pool): Promise<void> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: until the other order commits; it holds nothing that the other one needs.
    await client.query('select reserved from products where id = 1 for update')
    await client.query('insert into order_lines (product_id) values (1)')
    await client.query('update products set reserved = reserved + 1 where id = 1')
  })
}
