import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

export function pageViews(pool: Pool): PageViews {
  const conditions: string[] = []
  const values: (string | number)[] = []
  const query: PageViews = {
    where(column, operator, value) {
      values.push(value)
      conditions.push(`${column} ${operator} $${values.length}`)
      return query
    },
    then(onRows, onError) {
      const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
      return pool
        .query<PageView>(`select id, path from page_views ${where} order by id`, values)
        .then(({ rows }) => rows)
        .then(onRows, onError)
    },
  }
  return query
}
