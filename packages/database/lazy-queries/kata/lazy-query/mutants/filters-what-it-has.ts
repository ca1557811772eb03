// Fails: is sent by itself when it refines a query that was sent
// Refines the rows of a base that was sent, and never sees what has come since.
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

function refined(
  pool: Pool,
  conditions: readonly Condition[],
  begun?: Promise<PageView[]>,
): PageViews {
  let sent = begun
  return {
    where: (...condition) =>
      refined(
        pool,
        [...conditions, condition],
        sent?.then((rows) => rows.filter((row) => meets(row, condition))),
      ),
    then(onRows, onError) {
      sent ??= send(pool, conditions)
      return sent.then(onRows, onError)
    },
  }
}

function meets(row: PageView, [column, operator, value]: Condition): boolean {
  if (operator === '=') return row[column] === value
  return operator === '<' ? row[column] < value : row[column] > value
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
