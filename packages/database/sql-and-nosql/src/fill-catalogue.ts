import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'
import { documents } from './shapes/documents.ts'
import { graph } from './shapes/graph.ts'
import { keyValue } from './shapes/key-value.ts'
import { relational } from './shapes/relational.ts'
import { wideRows } from './shapes/wide-rows.ts'

export const products = 2_000

/**
 * Fills the catalogue: 50 brands, 31 categories in three levels, and for each product three
 * variants, four reviews and three others that were bought with it. The same in every run.
 */
const fillRows = `
  insert into brands select n, 'Brand ' || n from generate_series(1, 50) as n;
  insert into categories
  select n, case when n = 1 then null when n < 7 then 1 else 2 + (n - 7) / 5 end, 'Category ' || n
  from generate_series(1, 31) as n;
  insert into products
  select n, 1 + n % 50, 7 + n * 7 / 11 % 25, 'Product ' || n,
    (array['red', 'green', 'blue', 'black', 'white'])[1 + n / 7 % 5],
    repeat('What there is to know of product ' || n || '. ', 6)
  from generate_series(1, ${products}) as n;
  insert into variants
  select n, n || '-' || v, 1000 + n * 31 % 977 + v, n % 20
  from generate_series(1, ${products}) as n, generate_series(1, 3) as v;
  insert into reviews
  select n, r, 1 + (n / 3 + n * r) % 5, repeat('Customer ' || r || ' likes product ' || n || '. ', 4)
  from generate_series(1, ${products}) as n, generate_series(1, 4) as r;
  insert into bought_together
  select n, 1 + (n * 3 + k * 101) % ${products}
  from generate_series(1, ${products}) as n, generate_series(1, 3) as k
  where 1 + (n * 3 + k * 101) % ${products} <> n;
`

/** In the order in which a table shows them. */
export const shapes = { relational, documents, 'key-value': keyValue, 'wide-rows': wideRows, graph }

export type ShapeName = keyof typeof shapes

export async function fillCatalogue(client: Client): Promise<void> {
  await client.query(fillRows)
  for (const { fill } of Object.values(shapes)) await client.query(fill)
  const { rows } = await client.query(
    `select array_agg(relname::text) as tables,
       string_agg(format('alter table %I set (autovacuum_enabled = off)', relname), '; ') as alone
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  // No other vacuum comes in between while blocks are counted.
  await client.query(rows[0].alone)
  await vacuumTables(client, rows[0].tables)
}
