import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { awaitedLoader } from './awaited-loader.ts'
import { batchingLoader } from './batching-loader.ts'
import { queryPerResolver } from './query-per-resolver.ts'
import { resolvesUsers } from './resolves-users.ts'
import type { ResolveUsers } from './resolves-users.ts'
import { unevenAwaits } from './uneven-awaits.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

async function measure(resolve: ResolveUsers) {
  const { statements, rows, violation } = await resolvesUsers(db, resolve)
  return { statements: statements.length, rows, violation }
}

describe.each([{ way: queryPerResolver }, { way: awaitedLoader }])('$way.name', ({ way }) => {
  it('sends 100 statements for 100 users', async () => {
    expect(await measure(way)).toEqual({
      statements: 100,
      rows: 450,
      violation: '100 statements for 100 users',
    })
  })
})

describe('unevenAwaits', () => {
  it('sends one batch for the users who ask at once, and one for each of 50 who ask later', async () => {
    expect(await measure(unevenAwaits)).toEqual({
      statements: 51,
      rows: 450,
      violation: '51 statements for 100 users',
    })
  })
})

describe('batchingLoader', () => {
  it('sends one statement for 100 users, the one that is written by hand', async () => {
    const { statements, rows, violation } = await resolvesUsers(db, batchingLoader)
    expect({ statements, rows, violation }).toEqual({
      statements: ['select id, user_id, title from posts where user_id = any($1) order by id'],
      rows: 450,
      violation: undefined,
    })
  })
})
