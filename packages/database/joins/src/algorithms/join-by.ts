import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Pool } from 'pg'

export const algorithms = ['nested loop', 'hash join', 'merge join'] as const
export type Algorithm = (typeof algorithms)[number]

const settings: Record<Algorithm, string> = {
  'nested loop': 'enable_nestloop',
  'hash join': 'enable_hashjoin',
  'merge join': 'enable_mergejoin',
}

/** How many customers are joined to their five orders each; the largest is all of them. */
export const sizes = [1, 10, 100, 1_000, 10_000] as const

/** Makes 10,000 customers and their 50,000 orders, which lie in no order. */
export async function fillLarge(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    // Samples 300 rows for each of the target: all of them, so that estimates are the same in every run.
    await client.query('set default_statistics_target = 200')
    await client.query(`
      create table many_customers (id int primary key, name text not null);
      create table many_orders (id int primary key, customer_id int not null, total int not null);
      insert into many_customers select n, 'customer ' || n from generate_series(1, 10000) as n;
      insert into many_orders select n, 1 + n * 7919 % 10000, n % 100 from generate_series(1, 50000) as n;
      create index on many_orders (customer_id)`)
    await vacuumTables(client, ['many_customers', 'many_orders'])
  } finally {
    client.release(true)
  }
}

/**
 * Joins so many customers to their orders.
 *
 * @param algorithm The one to use, whatever it costs. Default: what the planner takes.
 */
export async function joinBy(
  pool: Pool,
  customers: number,
  algorithm?: Algorithm,
): Promise<Explained> {
  const client = await pool.connect()
  try {
    await client.query('begin; set local max_parallel_workers_per_gather = 0')
    for (const each of algorithms)
      if (algorithm !== undefined && each !== algorithm)
        await client.query(`set local ${settings[each]} = off`)
    return await explain(
      client,
      `select sum(total) from many_customers
       join many_orders on customer_id = many_customers.id where many_customers.id <= $1`,
      [customers],
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** The algorithm of a plan. */
export function algorithmOf({ labels }: Explained): Algorithm | undefined {
  return algorithms.find((each) => labels.some((label) => label.toLowerCase() === each))
}
