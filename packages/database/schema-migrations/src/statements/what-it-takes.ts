import type { Pool } from 'pg'

export interface Change {
  /** As `add a column`. */
  does: string
  sql: string
  /** What has to be there before. */
  after?: string
}

export interface Cost {
  /** The strongest lock on the table, as PostgreSQL's manual names it. */
  lock: string
  /** Which statements wait for that lock. */
  stops: 'reads and writes' | 'writes' | 'neither'
  /** Whether every row is written again, into another file. */
  rewrites: boolean
  /** Rows of the table that were read while the lock was held. */
  rowsRead: number
}

/** How many rows the table has. */
export const tableRows = 1_000

// From the weakest to the strongest.
const locks = [
  ['AccessShareLock', 'access share', 'neither'],
  ['RowShareLock', 'row share', 'neither'],
  ['RowExclusiveLock', 'row exclusive', 'neither'],
  ['ShareUpdateExclusiveLock', 'share update exclusive', 'neither'],
  ['ShareLock', 'share', 'writes'],
  ['ShareRowExclusiveLock', 'share row exclusive', 'writes'],
  ['ExclusiveLock', 'exclusive', 'writes'],
  ['AccessExclusiveLock', 'access exclusive', 'reads and writes'],
] as const

const schema = `
  drop table if exists orders, clients;
  create table clients (id int primary key);
  create table orders (
    id int primary key, client_id int not null, amount int, code varchar(20), note text
  );
  insert into clients values (1);
  insert into orders select n, 1, n, 'code', 'note' from generate_series(1, ${tableRows}) as n`

/** Runs one statement on a table of 1,000 rows, and asks the server what it took. */
export async function whatItTakes(pool: Pool, { sql, after }: Change): Promise<Cost> {
  await pool.query(schema)
  if (after !== undefined) await pool.query(after)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const file = `select pg_relation_filenode('orders') as file`
    // The counter of a session may still have rows of the transaction before.
    const read = `select pg_stat_get_xact_tuples_returned('orders'::regclass)::int as rows`
    const before = (await client.query(`${file}, (${read})`)).rows[0]
    await client.query(sql)
    const { rows: held } = await client.query(
      `select mode from pg_locks where pid = pg_backend_pid() and relation = 'orders'::regclass`,
    )
    const [, lock, stops] = locks.findLast(([mode]) => held.some((one) => one.mode === mode))!
    const then = (await client.query(`${file}, (${read})`)).rows[0]
    const rewrites = then.file !== before.file
    return { lock, stops, rewrites, rowsRead: then.rows - before.rows }
  } finally {
    await client.query('rollback')
    client.release()
  }
}
