import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { innerJoin } from './inner-join.ts'
import { join } from './join.ts'
import { jsonAggregate } from './json-aggregate.ts'
import { jsonNumberIds } from './json-number-ids.ts'
import { limitedJoin } from './limited-join.ts'
import { loadsWholeList } from './loads-whole-list.ts'
import type { LoadUsers } from './loads-whole-list.ts'
import { twoQueries } from './two-queries.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

async function measure(load: LoadUsers) {
  const { statements, rows, bytes, violation } = await loadsWholeList(db, load)
  return { statements: statements.length, rows, received: bytes.received, violation }
}

describe('innerJoin', () => {
  it('loses the users who have no posts', async () => {
    expect(await measure(innerJoin)).toEqual({
      statements: 1,
      rows: 450,
      received: 71_165,
      violation: '100 users, 90 loaded',
    })
  })
})

describe('limitedJoin', () => {
  it('stops after 100 rows, at the 24th user', async () => {
    expect(await measure(limitedJoin)).toEqual({
      statements: 1,
      rows: 100,
      received: 15_821,
      violation: '100 users, 24 loaded',
    })
  })

  it('cuts off the posts of the last user', async () => {
    const users = await limitedJoin(db.pool, 100)
    expect(users.at(-1)).toMatchObject({
      id: 24,
      posts: [{ title: 'post 1' }, { title: 'post 2' }],
    })
  })
})

describe('join', () => {
  it('loads all users in one statement, with a row for each post and each user without posts', async () => {
    expect(await measure(join)).toEqual({
      statements: 1,
      rows: 460,
      received: 72_527,
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
      violation: undefined,
    })
  })
})

describe('jsonNumberIds', () => {
  it('gives other ids beyond 2^53', async () => {
    expect(await measure(jsonNumberIds)).toEqual({
      statements: 1,
      rows: 100,
      received: 34_483,
      violation:
        '90 of 100 users loaded with other posts: [9007199254840993] as [9007199254840992]',
    })
  })
})

describe('jsonAggregate', () => {
  it('loads all users in one statement, with a row for each user', async () => {
    expect(await measure(jsonAggregate)).toEqual({
      statements: 1,
      rows: 100,
      received: 35_383,
      violation: undefined,
    })
  })
})
