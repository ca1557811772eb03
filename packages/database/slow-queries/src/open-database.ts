import { postgres } from '@lab/servers/postgres'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'

/** The month that the page is asked for; its orders came in after the last analyze. */
export const month = '2026-10-01Z'

/**
 * Opens a database of its own: 10,000 customers, every fifth in Lyon, and five orders each, over ten
 * months. The statistics are of the first nine.
 */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const client = await db.connect()
  // Samples 300 rows for each of the target: all of them, so that estimates are the same in every run.
  await client.query('set default_statistics_target = 200')
  await client.query(`
    insert into customers
    select n, 'customer ' || n,
      case when n % 5 = 0 then 'FR' else 'C' || n % 50 / 5 end,
      case when n % 5 = 0 then 'Rhône' else 'R' || n % 50 end,
      case when n % 5 = 0 then 'Lyon' else 'city ' || n % 100 end,
      case when n % 5 = 0 then 'fr' else 'L' || n % 50 / 5 end
    from generate_series(1, 10000) as n`)
  await insertOrders(client, 1, 45_000)
  await client.query(`
    create index orders_of_customer on orders (customer_id);
    create index orders_by_status on orders (status)`)
  await vacuumTables(client, ['customers', 'orders'])
  await insertOrders(client, 45_001, 50_000)
  return { ...db, client }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>

async function insertOrders(client: Client, first: number, last: number): Promise<void> {
  await client.query(
    `insert into orders (customer_id, status, total, created_at)
     select 1 + n * 7919 % 10000, case when n > 49900 then 'failed' else 'shipped' end,
       10 + n * 31 % 977, timestamptz '2026-01-01Z' + interval '1 month' * ((n - 1) / 5000)
         + interval '5 minutes' * (n % 5000)
     from generate_series($1::int, $2::int) as n`,
    [first, last],
  )
}
