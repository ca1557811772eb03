import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { aggregatePerCollection } from './aggregate-per-collection.ts'
import { deduplicatedJoin } from './deduplicated-join.ts'
import { joinBoth } from './join-both.ts'
import { loadsPostsAndComments } from './loads-posts-and-comments.ts'
import type { LoadActivity } from './loads-posts-and-comments.ts'
import { queryPerCollection } from './query-per-collection.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

async function measure(load: LoadActivity) {
  const { statements, rows, bytes, violation } = await loadsPostsAndComments(db, load)
  return { statements: statements.length, rows, received: bytes.received, violation }
}

describe('joinBoth', () => {
  it('loads each post once for each comment', async () => {
    expect(await measure(joinBoth)).toEqual({
      statements: 1,
      rows: 10_000,
      received: 468_522,
      violation: '100 posts and 100 comments, 10000 and 10000 loaded',
    })
  })
})

describe('deduplicatedJoin', () => {
  it('loads each post once, from 10 000 rows', async () => {
    expect(await measure(deduplicatedJoin)).toEqual({
      statements: 1,
      rows: 10_000,
      received: 768_577,
      violation: '1 user, 100 posts, 100 comments: 10000 rows received',
    })
  })
})

describe('queryPerCollection', () => {
  it('receives a row for the user, each post and each comment, in three statements', async () => {
    expect(await measure(queryPerCollection)).toEqual({
      statements: 3,
      rows: 201,
      received: 4_082,
      violation: undefined,
    })
  })
})

describe('aggregatePerCollection', () => {
  it('receives one row, in one statement', async () => {
    expect(await measure(aggregatePerCollection)).toEqual({
      statements: 1,
      rows: 1,
      received: 2_438,
      violation: undefined,
    })
  })
})
