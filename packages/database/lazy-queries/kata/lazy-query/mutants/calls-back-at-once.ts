// Fails: gives a promise of what a callback of then gives
// Calls back at once when it knows the rows: the caller has not come to its next line.
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
  let known: PageView[] | undefined
  return {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then(onRows, onError) {
      if (known !== undefined && onRows) return Promise.resolve(onRows(known))
      sent ??= send(pool, conditions).then((rows) => (known = rows))
      return sent.then(onRows, onError)
    },
  }
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
