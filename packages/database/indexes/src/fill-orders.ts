import { readFileSync } from 'node:fs'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'

const schema = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8')

/** A tenth of all orders is theirs, and one of ten minutes. */
export const largest = 0
/** A tenth of all orders, too, in the first fifth of the time. */
export const gone = 1
/** Twenty orders, spread over the whole time. */
export const usual = 7

/**
 * Makes the table and fills it: an order a minute, twenty for a usual customer, one of 200 open. The
 * rows are the same in every run.
 */
export async function fillOrders(client: Client, rows: number): Promise<void> {
  // Samples 300 rows for each of the target: all of them, so that estimates are the same in every run.
  await client.query('set default_statistics_target = 200')
  await client.query(schema)
  const customers = rows / 25
  await client.query(`
    insert into orders (customer_id, status, created_at, total_cents, email)
    select
      case
        when n % 10 = 0 then ${largest}
        when n <= ${rows / 5} and n % 2 = 1 then ${gone}
        else 2 + n % ${customers}
      end,
      case when n % 200 = 7 then 'open' else 'shipped' end,
      timestamptz '2026-01-01Z' + interval '1 minute' * n,
      1000 + n % 977,
      'Customer' || n % ${customers} || '@example.com'
    from generate_series(1, ${rows}) as n`)
  await vacuumTables(client, ['orders'])
}
