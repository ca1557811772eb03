import type { Database } from '../open-database.ts'
import { createOrders } from './create-orders.ts'

export interface Writes {
  indexes: number
  /** Records in the write-ahead log, for 1,000 orders. */
  records: number
  bytes: number
}

/** Indexes that no statement here uses. */
export const furtherIndexes = [
  'create index on orders (customer_id, created_at)',
  'create index on orders (status, created_at)',
  'create index on orders (created_at)',
  'create index on orders (total_cents)',
  'create index on orders (email)',
] as const

/** Inserts 1,000 orders into a table with so many further indexes: none to five. */
export async function writesOfInserts(db: Database, indexes: number): Promise<Writes> {
  const client = await createOrders(db, furtherIndexes.slice(0, indexes))
  const { rows } = await client.query(`
    explain (analyze, wal, format json)
    insert into orders (customer_id, status, created_at, total_cents, email)
    select n * 7919 % 40, 'open', timestamptz '2026-06-01Z' + interval '1 minute' * n,
      1000 + n * 31 % 977, 'Customer' || n * 7919 % 40 || '@example.com'
    from generate_series(1, 1000) as n`)
  const [{ Plan: plan }] = rows[0]['QUERY PLAN']
  return { indexes, records: plan['WAL Records'], bytes: plan['WAL Bytes'] }
}
