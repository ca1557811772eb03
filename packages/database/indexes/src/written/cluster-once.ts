import { usual } from '../fill-orders.ts'
import { explainWith } from '../explain-with.ts'
import type { Database } from '../open-database.ts'

/** Blocks that the orders of one customer are read from, before and after `cluster`. */
export async function clusterOnce(
  db: Database,
): Promise<{ before: number; after: number; later: number }> {
  const client = await db.create(5_000)
  await client.query('create index by_customer on orders (customer_id)')
  const read = async () => {
    const { buffers } = await explainWith(
      client,
      [],
      'select count(total_cents) from orders where customer_id = $1',
      [usual],
    )
    return buffers
  }
  const before = await read()
  await client.query('cluster orders using by_customer')
  await client.query('analyze orders')
  const after = await read()
  // Twenty more, among those of other customers.
  await client.query(`
    insert into orders (customer_id, status, created_at, total_cents, email)
    select case when n % 100 = 0 then ${usual} else 2 + n % 200 end, 'open', now(), 1000, ''
    from generate_series(1, 2000) as n`)
  return { before, after, later: await read() }
}
