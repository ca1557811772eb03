// Fails: is sent by itself when it refines a query that was sent
// Copies the whole query when it refines it, also the promise of what was sent.
import type { Pool } from 'pg'

export interface PageView {
  id: number
  path: string
}

export interface PageViews extends PromiseLike<PageView[]> {
  where(column: 'id' | 'path', operator: '=' | '<' | '>', value: string | number): PageViews
}

type Condition = Parameters<PageViews['where']>

interface State {
  pool: Pool
  conditions: readonly Condition[]
  sent?: Promise<PageView[]>
}

export const pageViews = (pool: Pool): PageViews => refined({ pool, conditions: [] })

function refined(state: State): PageViews {
  return {
    where: (...condition) => refined({ ...state, conditions: [...state.conditions, condition] }),
    then(onRows, onError) {
      state.sent ??= send(state.pool, state.conditions)
      return state.sent.then(onRows, onError)
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
