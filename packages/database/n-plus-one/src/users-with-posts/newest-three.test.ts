import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedUsers } from '../fill-tables.ts'
import { hundredUsers, openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { childrenOf } from './children-of.ts'
import { lateralLimit, rowNumber } from './newest-three.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const all = 'select id, user_id, title from posts where user_id = any($1) order by id desc'

/** The newest three posts of 100 users by two queries: what passed, and the ids by user. */
async function load(sql: string) {
  const { result, statements, rows } = await db.counter.during(async () => {
    const users = await db.pool.query<{ id: number }>('select id from users order by id')
    const ids = users.rows.map(({ id }) => id)
    const posts = await childrenOf(db.pool, sql, ids, 'user_id')
    return ids.map((id) => (posts.get(id) ?? []).slice(0, 3).map((post) => String(post['id'])))
  })
  return { newest: result, statements: statements.length, rows }
}

const newest = expectedUsers(hundredUsers, 100).map(({ posts }) =>
  posts
    .slice(-3)
    .toReversed()
    .map(({ id }) => id),
)

describe('the three newest posts of each user', () => {
  it.each([
    ['a lateral subquery with limit 3', lateralLimit],
    ['row_number() over the posts of each user', rowNumber],
  ])('come by two statements with %s, which return 240 posts for 100 users', async (_, sql) => {
    expect(await load(sql)).toEqual({ newest, statements: 2, rows: 100 + 240 })
  })

  it('come by two statements that load all 450 posts when the second one takes no count', async () => {
    expect(await load(all)).toEqual({ newest, statements: 2, rows: 100 + 450 })
  })

  it('of all users together are three posts with limit 3', async () => {
    expect(await load(`${all} limit 3`)).toMatchObject({ statements: 2, rows: 100 + 3 })
  })
})
