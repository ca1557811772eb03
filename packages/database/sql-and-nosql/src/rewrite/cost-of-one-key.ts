import { explain } from '@lab/stage/explain'
import type { Client } from 'pg'
import type { Database } from '../open-database.ts'

export interface KeyCost {
  reviews: number
  /** Bytes that the document takes, compressed where PostgreSQL has compressed it. */
  documentBytes: number
  /** Bytes in the write-ahead log for one change of the stock. */
  document: number
  column: number
  /** Blocks to read the stock. */
  documentBlocks: number
  columnBlocks: number
}

/** Changes and reads the stock of a product with so many reviews, as a key and as a column. */
export async function costOfOneKey(db: Database, reviews: number): Promise<KeyCost> {
  const client = await db.connect()
  await client.query('begin')
  try {
    await client.query(
      `insert into documents
       select 1, jsonb_build_object('stock', 5, 'reviews', coalesce(jsonb_agg(text), '[]'))
       from (select md5(n::text) || md5('x' || n) || md5('y' || n) as text
             from generate_series(1, $1::int) as n) as written`,
      [reviews],
    )
    await client.query(`insert into variants values (1, '1-1', 100, 5)`)
    const { rows } = await client.query('select pg_column_size(body) as bytes from documents')
    const read = await explain(client, `select body -> 'stock' from documents where id = 1`)
    const readColumn = await explain(client, 'select stock from variants where product_id = 1')
    return {
      reviews,
      documentBytes: rows[0].bytes,
      document: await logOf(
        client,
        `update documents set body = jsonb_set(body, '{stock}', '4') where id = 1`,
      ),
      column: await logOf(client, 'update variants set stock = 4 where product_id = 1'),
      documentBlocks: read.buffers,
      columnBlocks: readColumn.buffers,
    }
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

async function logOf(client: Client, statement: string): Promise<number> {
  const { rows } = await client.query(`explain (analyze, wal, format json) ${statement}`)
  return rows[0]['QUERY PLAN'][0].Plan['WAL Bytes']
}
