// The log of PostgreSQL has the changes of each transaction in the order of the commits. A logical
// slot remembers how far its reader has come. No polling, no mark, and no row is skipped.
// Costs wal_level = logical, and a slot that keeps the log for as long as its reader is away.
import { emptyShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { insertEvent } from '../tell/outbox.ts'

export interface DecodedLog {
  /** Ids of the outbox, in the order of the log. */
  ids: number[]
  /** Those that are there when the second transaction has committed and the first one has not. */
  first: number[]
}

/** One transaction inserts first and commits last. */
export async function decodedLog(opened: Opened): Promise<DecodedLog> {
  const { pool } = opened.plain
  await emptyShop(opened)
  await pool.query(`select pg_create_logical_replication_slot('outbox', 'test_decoding')`)
  const slow = await pool.connect()
  try {
    await slow.query('begin')
    await slow.query(insertEvent, ['order-a', 'placed'])
    await pool.query(insertEvent, ['order-b', 'placed'])
    const first = await readSlot(pool)
    await slow.query('commit')
    return { first, ids: [...first, ...(await readSlot(pool))] }
  } finally {
    slow.release()
    await pool.query(`select pg_drop_replication_slot('outbox')`)
  }
}

/** Takes what the slot has: the text of `test_decoding`, which comes with PostgreSQL. */
async function readSlot(pool: Opened['plain']['pool']): Promise<number[]> {
  const { rows } = await pool.query<{ data: string }>(
    `select data from pg_logical_slot_get_changes('outbox', null, null)`,
  )
  return rows.flatMap(({ data }) => {
    const [, id] = /^table public\.outbox: INSERT: id\[integer\]:(\d+)/.exec(data) ?? []
    return id === undefined ? [] : [Number(id)]
  })
}
