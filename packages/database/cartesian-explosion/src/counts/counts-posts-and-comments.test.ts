import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { countDistinct } from './count-distinct.ts'
import { countOfJoin } from './count-of-join.ts'
import { countPerCollection } from './count-per-collection.ts'
import { countsPostsAndComments } from './counts-posts-and-comments.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('countOfJoin', () => {
  it('counts 100 posts as 10 000', async () => {
    expect(await countsPostsAndComments(db, countOfJoin)).toEqual({
      posts: 10_000,
      comments: 10_000,
      violation: '100 posts and 100 comments, 10000 and 10000 counted',
    })
  })
})

describe.each([{ way: countDistinct }, { way: countPerCollection }])('$way.name', ({ way }) => {
  it('counts 100 posts as 100', async () => {
    expect(await countsPostsAndComments(db, way)).toEqual({
      posts: 100,
      comments: 100,
      violation: undefined,
    })
  })
})

describe('sum(distinct)', () => {
  it('drops equal amounts, where a sum for each collection does not', async () => {
    const { rows } = await db.pool.query(`
      with payments (id, amount) as (values (1, 5), (2, 5)), refunds (id) as (values (1), (2), (3))
      select sum(amount)::int as joined, sum(distinct amount)::int as distinct_amounts,
        (select sum(amount)::int from payments) as alone
      from payments cross join refunds`)
    expect(rows).toEqual([{ joined: 30, distinct_amounts: 5, alone: 10 }])
  })
})
