import type { Knex } from 'knex'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'
import { insertsSentDuring } from '../inserts-sent-during.ts'

/** What a page has at hand: a query builder, a pool, and a log that awaits what it is given. */
export interface Clients {
  knex: Knex
  pool: Pool
  log(label: string, value: unknown): Promise<void>
}

/** One way to record that a page was viewed. */
export type RecordView = (clients: Clients) => Promise<void>

export interface Recording {
  statements: number
  rows: number
  violation: string | undefined
}

/** The contract of every way: one view of a page sends one insert and leaves one row. */
export async function recordsOneView(db: Database, record: RecordView): Promise<Recording> {
  const { knex, pool, plain } = db
  await plain.query('truncate page_views')
  const log = async (_label: string, value: unknown) => void (await value)
  let failure = ''
  const statements = await insertsSentDuring(db, () =>
    record({ knex, pool, log }).catch((error: Error) => void (failure = `: ${error.message}`)),
  )
  const found = await plain.query('select count(*)::int as views from page_views')
  const rows: number = found.rows[0].views
  const recorded = statements === 1 && rows === 1
  const violation = recorded ? undefined : `1 view, ${statements} inserts, ${rows} rows${failure}`
  return { statements, rows, violation }
}
