import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Database } from './open-database.ts'

/** The day that is asked for, in UTC; the last one of the table. */
export const day = '2026-06-01'

// Ten years of them are fewer than the 30,000 rows that analyze samples, so that its estimates are
// the same in every run.
const ordersOfADay = 8

/** Fills the table with eight orders for each of so many days, the last one `day`, and one index. */
export async function fillOrders({ pool }: Database, days: number, index: string): Promise<void> {
  await pool.query(`
    drop table orders;
    create table orders (id int primary key, created_at timestamptz not null);
    insert into orders
    select n, timestamptz '${day} 00:00:00Z' - interval '1 day' * (n / ${ordersOfADay})
      + interval '2 hours' * (n % ${ordersOfADay})
    from generate_series(0, ${days * ordersOfADay - 1}) as n;
    ${index}`)
  // Statistics for the planner, and the map of pages that every transaction sees.
  await vacuumTables(pool, ['orders'])
}
