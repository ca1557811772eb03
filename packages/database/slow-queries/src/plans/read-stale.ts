import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import { month } from '../open-database.ts'
import type { Database } from '../open-database.ts'

const statement = `
  select sum(o.total) from orders as o
  join customers as c on c.id = o.customer_id
  where o.created_at >= $1::timestamptz`

/** Joins the orders of the new month to their customers: before the next analyze, and after it. */
export async function readStale({
  client,
}: Database): Promise<{ stale: Explained; fresh: Explained }> {
  const stale = await explain(client, statement, [month])
  await client.query('analyze orders')
  return { stale, fresh: await explain(client, statement, [month]) }
}
