// Fails: is another query than one with the same conditions
// Remembers what was sent by its conditions, so a new query gets rows of the past.
import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type Condition = Parameters<PageViews['where']>

const sentBy = new WeakMap<Pool, Map<string, Promise<PageView[]>>>()

export const pageViews = (pool: Pool): PageViews => refined(pool, [])

function refined(pool: Pool, conditions: readonly Condition[]): PageViews {
  return {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then(onRows, onError) {
      const known = sentBy.get(pool) ?? new Map<string, Promise<PageView[]>>()
      sentBy.set(pool, known)
      const key = JSON.stringify(conditions)
      const sent = known.get(key) ?? send(pool, conditions)
      known.set(key, sent)
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
