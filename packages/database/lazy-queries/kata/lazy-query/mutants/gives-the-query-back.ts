// Fails: gives a promise of what a callback of then gives
// Returns the query from then, as its other methods do: what a callback returns is lost.
import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type Condition = Parameters<PageViews['where']>

export const pageViews = (pool: Pool): PageViews => refined(pool, [])

function refined(pool: Pool, conditions: readonly Condition[]): PageViews {
  let sent: Promise<PageView[]> | undefined
  const query: PageViews = {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then(onRows, onError) {
      sent ??= send(pool, conditions)
      sent.then(onRows, onError)
      return query as never
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
