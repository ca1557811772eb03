import type { Knex } from 'knex'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to note that a page was viewed, by a query builder or by the pool. */
export type RecordView = (clients: { builder: Knex; pool: Pool }) => Promise<void>

export interface Recording {
  statements: number
  views: number
  violation: string | undefined
}

/** The contract of every way: one view of a page is one statement and one row. */
export async function recordsOneView(
  { counter, plain }: Database,
  record: RecordView,
): Promise<Recording> {
  // Loaded when it is needed: the other scenes do without.
  const { default: knex } = await import('knex')
  await plain.query('truncate page_views')
  // One connection each: what was started earlier is sent earlier.
  const builder = knex({ client: 'pg', connection: counter.url, pool: { min: 0, max: 1 } })
  const pool = counter.pool({ max: 1 })
  try {
    await builder.raw('select 1')
    const { statements } = await counter.during(async () => {
      await record({ builder, pool })
      await builder.raw('select 1')
      await pool.query('select 1')
    })
    const { rows } = await plain.query('select count(*)::int as views from page_views')
    const { views } = rows[0]
    const sent = statements.filter((text) => text !== 'select 1').length
    const violation = views === 1 ? undefined : `1 view, ${sent} statements, ${views} rows`
    return { statements: sent, views, violation }
  } finally {
    await pool.end()
    await builder.destroy()
  }
}
