import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { countOfJoin } from './count-of-join.ts'
import { countPerCollection } from './count-per-collection.ts'
import { countsPostsAndComments } from './counts-posts-and-comments.ts'
import { oneBusyUser } from './loads-posts-and-comments.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase(oneBusyUser)
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

describe('countPerCollection', () => {
  it('counts 100 posts as 100', async () => {
    expect(await countsPostsAndComments(db, countPerCollection)).toEqual({
      posts: 100,
      comments: 100,
      violation: undefined,
    })
  })
})
