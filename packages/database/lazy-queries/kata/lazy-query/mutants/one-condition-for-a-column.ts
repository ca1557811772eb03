// Fails: gives the rows that meet all conditions, whatever stands in a value
// Keeps the conditions by column, so a second one on the id replaces the first.
import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type Condition = Parameters<PageViews['where']>

export const pageViews = (pool: Pool): PageViews => refined(pool, new Map())

function refined(pool: Pool, conditions: ReadonlyMap<string, Condition>): PageViews {
  let sent: Promise<PageView[]> | undefined
  return {
    where: (...condition) => refined(pool, new Map([...conditions, [condition[0], condition]])),
    then(onRows, onError) {
      sent ??= send(pool, [...conditions.values()])
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
