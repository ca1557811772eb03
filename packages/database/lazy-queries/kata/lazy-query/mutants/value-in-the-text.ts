// Fails: gives the rows that meet all conditions, whatever stands in a value
// Writes the values into the text: a quote ends the value, and what follows is SQL.
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
  return {
    where: (...condition) => refined(pool, [...conditions, condition]),
    then(onRows, onError) {
      sent ??= send(pool, conditions)
      return sent.then(onRows, onError)
    },
  }
}

async function send(pool: Pool, conditions: readonly Condition[]): Promise<PageView[]> {
  const texts = conditions.map(([column, operator, value]) => `${column} ${operator} '${value}'`)
  const where = texts.length > 0 ? `where ${texts.join(' and ')}` : ''
  const { rows } = await pool.query<PageView>(
    `select id, path from page_views ${where} order by id`,
  )
  return rows
}
