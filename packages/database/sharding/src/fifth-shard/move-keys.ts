import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

/** Moves rows from one shard to another one. */
export type Move = (from: Pool, to: Pool, keys: readonly string[]) => Promise<void>

/**
 * Deletes the rows in a transaction that commits when their copy is committed. So a row is on both
 * shards for a moment and never on none, and a writer waits on the old one until it is gone.
 */
export async function moveKeys(from: Pool, to: Pool, keys: readonly string[]): Promise<void> {
  await inTransaction(from, async (client) => {
    const { rows } = await client.query(
      'delete from customers where id = any($1) returning id, name',
      [keys],
    )
    // A crash after this leaves both rows. The next move overwrites the copy.
    await to.query(
      `insert into customers select id, name
       from json_populate_recordset(null::customers, $1::json)
       on conflict (id) do update set name = excluded.name`,
      [JSON.stringify(rows)],
    )
  })
}
