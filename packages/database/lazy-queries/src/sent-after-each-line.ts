import { inspect } from 'node:util'
import { insertsSentDuring } from './inserts-sent-during.ts'
import type { Database } from './open-database.ts'

export interface SentAfterLine {
  line: string
  /** How many inserts have gone out so far. */
  builder: number
  promise: number
}

/** Runs four lines with a query builder and the same with a promise, and counts after each. */
export async function sentAfterEachLine(db: Database): Promise<SentAfterLine[]> {
  const insert = 'insert into page_views (path) values ($1)'
  const builder = await countAfterEach(db, () => db.knex('page_views').insert({ path: '/users' }))
  const promise = await countAfterEach(db, () => db.pool.query(insert, ['/users']))
  const lines = [
    'const recorded = insert()',
    'console.log(recorded)',
    'await recorded',
    'await recorded again',
  ]
  return lines.map((line, at) => ({ line, builder: builder[at]!, promise: promise[at]! }))
}

async function countAfterEach(db: Database, insert: () => PromiseLike<unknown>): Promise<number[]> {
  let recorded: PromiseLike<unknown>
  const lines = [
    async () => void (recorded = insert()),
    async () => void inspect(recorded),
    async () => void (await recorded),
    async () => void (await recorded),
  ]
  const counts: number[] = []
  for (const line of lines) counts.push((counts.at(-1) ?? 0) + (await insertsSentDuring(db, line)))
  return counts
}
