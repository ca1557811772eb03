interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

const mostTimes = 100

// Writes an empty message into the log and flushes the log up to it, all commits before it included.
const flush = `select pg_logical_emit_message(false, 'lab', '', true)`

/**
 * Vacuums and analyzes tables until every page is marked as visible to all, so that an index-only
 * scan reads no page of them. One vacuum may not be enough: a transaction of the same database that
 * began before holds it back, also that of an autovacuum worker that analyzes another table.
 *
 * @param client A connection, or a pool.
 * @param tables As the search path of the client finds them; 1 or more.
 * @throws {Error} If a page is still not marked after 100 times.
 */
export async function vacuumTables(client: Queryable, tables: readonly string[]): Promise<void> {
  // A row whose commit is not flushed yet is not marked.
  await client.query(flush)
  for (let times = 0; times < mostTimes; times++) {
    await client.query(`vacuum (freeze, analyze) ${tables.join(', ')}`)
    const { rows } = await client.query(
      'select relname from pg_class where oid = any($1::regclass[]) and relallvisible < relpages',
      [tables],
    )
    if (rows.length === 0) return
  }
  throw new Error(
    `Cannot mark every page of ${tables.join(', ')} as visible to all: another transaction of the database must end first`,
  )
}
