import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import type { Client } from 'pg'

/** Explains a statement as if the table had these indexes: what it creates is rolled back. */
export async function explainWith(
  client: Client,
  create: readonly string[],
  statement: string,
  values: readonly unknown[] = [],
): Promise<Explained & { indexBytes: number }> {
  await client.query('begin')
  try {
    for (const text of create) await client.query(text)
    const explained = await explain(client, statement, values)
    const { rows } = await client.query(
      `select (pg_indexes_size('orders') - pg_relation_size('orders_pkey'))::int as bytes`,
    )
    return { ...explained, indexBytes: rows[0].bytes }
  } finally {
    await client.query('rollback')
  }
}
