import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { awaitedLoader } from './awaited-loader.ts'
import { batchingLoader } from './batching-loader.ts'
import { innerJoin } from './inner-join.ts'
import { join } from './join.ts'
import { jsonAggregate } from './json-aggregate.ts'
import { jsonNumberIds } from './json-number-ids.ts'
import { limitedJoin } from './limited-join.ts'
import { loadsUsersWithPosts } from './loads-users-with-posts.ts'
import type { LoadUsers } from './loads-users-with-posts.ts'
import { parallelQueries } from './parallel-queries.ts'
import { queryPerRow } from './query-per-row.ts'
import { twoQueries } from './two-queries.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** What a way needs for 100 users, and what is wrong with it. */
async function measure(load: LoadUsers) {
  const { hundred, violation } = await loadsUsersWithPosts(db, load)
  const { statements, rows, bytes, connections } = hundred
  return { statements: statements.length, rows, received: bytes.received, connections, violation }
}

const growing = '2 statements for 1 user, 101 for 100'

describe('queryPerRow', () => {
  it('sends 101 statements for 100 users', async () => {
    expect(await measure(queryPerRow)).toEqual({
      statements: 101,
      rows: 550,
      received: 37_739,
      connections: 1,
      violation: growing,
    })
  })

  it('sends one statement, and then the same one for each user', async () => {
    const { hundred } = await loadsUsersWithPosts(db, queryPerRow)
    expect(hundred.statements).toEqual([
      'select id, name, bio from users order by id limit $1',
      ...Array(100).fill('select id, title from posts where user_id = $1 order by id'),
    ])
  })
})

describe('parallelQueries', () => {
  it('sends as many statements, on all ten connections of the pool', async () => {
    expect(await measure(parallelQueries)).toEqual({
      statements: 101,
      rows: 550,
      received: 37_739,
      connections: 10,
      violation: growing,
    })
  })
})

describe('innerJoin', () => {
  it('loses the users who have no posts', async () => {
    expect((await measure(innerJoin)).violation).toBe('100 users, 90 loaded')
  })
})

describe('limitedJoin', () => {
  it('stops after 100 rows, at the 24th user', async () => {
    expect(await measure(limitedJoin)).toMatchObject({
      rows: 100,
      violation: '100 users, 24 loaded',
    })
  })
})

describe('join', () => {
  it('loads all users in one statement, with a row for each post and each user without', async () => {
    expect(await measure(join)).toEqual({
      statements: 1,
      rows: 460,
      received: 72_527,
      connections: 1,
      violation: undefined,
    })
  })
})

describe('twoQueries', () => {
  it('loads all users in two statements', async () => {
    expect(await measure(twoQueries)).toEqual({
      statements: 2,
      rows: 550,
      received: 32_304,
      connections: 1,
      violation: undefined,
    })
  })
})

describe('jsonNumberIds', () => {
  it('gives other ids beyond 2^53', async () => {
    expect((await measure(jsonNumberIds)).violation).toBe(
      '90 of 100 users loaded with other posts: [9007199254840993] as [9007199254840992]',
    )
  })
})

describe('jsonAggregate', () => {
  it('loads all users in one statement, with a row for each user', async () => {
    expect(await measure(jsonAggregate)).toEqual({
      statements: 1,
      rows: 100,
      received: 35_383,
      connections: 1,
      violation: undefined,
    })
  })
})

describe('awaitedLoader', () => {
  it('sends 101 statements for 100 users', async () => {
    expect(await measure(awaitedLoader)).toMatchObject({ statements: 101, violation: growing })
  })
})

describe('batchingLoader', () => {
  it('loads all users in the two statements of twoQueries', async () => {
    const { hundred, violation } = await loadsUsersWithPosts(db, batchingLoader)
    expect(violation).toBeUndefined()
    expect(hundred).toEqual((await loadsUsersWithPosts(db, twoQueries)).hundred)
  })
})
