// Fails: stays as it was when it is refined
// A new object each time, but all of them hold the same list of conditions.
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

function refined(pool: Pool, conditions: Condition[]): PageViews {
  let sent: Promise<PageView[]> | undefined
  return {
    where(...condition) {
      conditions.push(condition)
      return refined(pool, conditions)
    },
    then(onRows, onError) {
      sent ??= send(pool, conditions)
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
