// Fails: is sent once, however often its result is asked for
// Remembers what was sent last: a query that is awaited again after another one is sent again.
import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type Condition = Parameters<PageViews['where']>

let last: { query: PageViews; sent: Promise<PageView[]> } | undefined

export const pageViews = (pool: Pool): PageViews => refined(pool, [])

function refined(pool: Pool, conditions: readonly Condition[]): PageViews {
  const query: PageViews = {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then(onRows, onError) {
      if (last?.query !== query) last = { query, sent: send(pool, conditions) }
      return last.sent.then(onRows, onError)
    },
  }
  return query
}

async function send(pool: Pool, conditions: readonly Condition[]): Promise<PageView[]> {
  const texts = conditions.map(([column, operator], at) => `${column} ${operator} $${at + 1}`)
  const where = texts.length > 0 ? `where ${texts.join(' and ')}` : ''
  const { rows } = await pool.query<PageView>(
    `select id, path from page_views ${where} order by id`,
    conditions.map(([, , value]) => value),
  )
  return rows
}
