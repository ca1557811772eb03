import type { Pool } from 'pg'

/** Copies what it has read, then deletes. A write between the two is deleted with the old row. */
export async function copyWithoutLock(
  from: Pool,
  to: Pool,
  keys: readonly string[],
): Promise<void> {
  const { rows } = await from.query('select id, name from customers where id = any($1)', [keys])
  // RACE: a writer changes the old row, which is copied already.
  await to.query(
    `insert into customers select id, name
     from json_populate_recordset(null::customers, $1::json)`,
    [JSON.stringify(rows)],
  )
  await from.query('delete from customers where id = any($1)', [keys])
}
