// Fails: sends nothing before its result is asked for
// Sends at once and keeps the promise: a base that is only refined is sent too.
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
  const sent = send(pool, conditions)
  // An error is for those that ask.
  sent.catch(() => {})
  return {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then: (onRows, onError) => sent.then(onRows, onError),
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
