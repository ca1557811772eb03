import type { Client } from 'pg'
import type { Database } from '../open-database.ts'
import { createOrders } from './create-orders.ts'

/** The 50 orders that are looked at: one of 20, so that each page has room for the new versions. */
const looked = 50

export interface InPlace {
  /** How many of 50 updates wrote no index. */
  hot: number
  violation: string | undefined
}

/** The contract, with these indexes: 50 orders note that they were seen, and no index is written. */
export async function updatesInPlace(db: Database, create: readonly string[]): Promise<InPlace> {
  return updateInPlace(await createOrders(db, create))
}

/**
 * Lets 50 orders of a table note that they were seen. A new version that stays in the page of the
 * old one needs no entry in an index (HOT, a heap-only tuple).
 */
export async function updateInPlace(client: Client): Promise<InPlace> {
  await client.query('begin')
  await client.query(
    `update orders set seen_at = timestamptz '2026-06-01 12:00Z'
     where id in (select id from orders where id % 20 = 0 order by id limit ${looked})`,
  )
  const { rows } = await client.query(
    `select pg_stat_get_xact_tuples_hot_updated('orders'::regclass)::int as hot`,
  )
  await client.query('commit')
  const { hot } = rows[0]
  const violation = `${looked - hot} of ${looked} updates write every index`
  return { hot, violation: hot === looked ? undefined : violation }
}
