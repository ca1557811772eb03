import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Pool } from 'pg'
import type { Queryable } from '../open-database.ts'
import type { ReadPage } from '../pages/page.ts'

export const tableRows = 100_000
export const pageRows = 20

export interface ExplainedPage extends Explained {
  ids: string[]
}

/** Fills the table with one post a second. */
export async function fillPosts(plain: Pool): Promise<void> {
  await plain.query('truncate posts restart identity')
  await plain.query(
    `insert into posts (title, created_at)
     select 'post ' || n, timestamptz '2026-01-01Z' + interval '1 second' * n
     from generate_series(1, ${tableRows}) as n`,
  )
  // Analyze takes a sample of 300 rows for each unit of the target: here all, so that the planner's
  // estimate is the same in every run.
  await plain.query('alter table posts alter column created_at set statistics 400')
  // Statistics for the planner, and the map of pages that every transaction sees.
  await vacuumTables(plain, ['posts'])
}

/** Reads a page that begins after so many rows, and asks for the plan of its statement. */
export async function explainPage(
  plain: Pool,
  readPage: ReadPage,
  after: string | undefined,
): Promise<ExplainedPage> {
  const client = await plain.connect()
  const explained: Explained[] = []
  const query = async (text: string, values: unknown[]) => {
    explained.push(await explain(client, text, values))
    return client.query(text, values)
  }
  try {
    const { posts } = await readPage({ query } as Queryable, pageRows, after)
    return { ...explained[0]!, ids: posts.map(({ id }) => id) }
  } finally {
    client.release()
  }
}

/** The cursor of keyset after so many rows of the filled table. */
export async function cursorAfter(plain: Pool, depth: number): Promise<string | undefined> {
  if (depth === 0) return undefined
  const { rows } = await plain.query(
    'select created_at::text as time, id from posts order by created_at desc, id desc limit 1 offset $1',
    [depth - 1],
  )
  return `${rows[0].time} ${rows[0].id}`
}
