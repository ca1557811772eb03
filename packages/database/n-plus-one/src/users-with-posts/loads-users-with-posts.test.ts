import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { join } from './join.ts'
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

  it('sends two statements for one user, as twoQueries does', async () => {
    const { one } = await loadsUsersWithPosts(db, queryPerRow)
    expect(one.statements).toHaveLength(2)
    expect((await loadsUsersWithPosts(db, twoQueries)).one.statements).toHaveLength(2)
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
