import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { awaitedAfterCommit } from './awaited-after-commit.ts'
import { awaitedOnce } from './awaited-once.ts'
import { builderAwaitedTwice } from './builder-awaited-twice.ts'
import { caughtBuilder } from './caught-builder.ts'
import { loggedBuilder } from './logged-builder.ts'
import { loggedText } from './logged-text.ts'
import { promiseAwaitedTwice } from './promise-awaited-twice.ts'
import { recordsOneView } from './records-one-view.ts'
import { unawaitedBuilder } from './unawaited-builder.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('unawaitedBuilder', () => {
  it('sends nothing', async () => {
    expect(await recordsOneView(db, unawaitedBuilder)).toEqual({
      statements: 0,
      rows: 0,
      violation: '1 view, 0 inserts, 0 rows',
    })
  })
})

describe.each([{ way: builderAwaitedTwice }, { way: loggedBuilder }])('$way.name', ({ way }) => {
  it('inserts two rows', async () => {
    expect(await recordsOneView(db, way)).toEqual({
      statements: 2,
      rows: 2,
      violation: '1 view, 2 inserts, 2 rows',
    })
  })
})

describe('awaitedAfterCommit', () => {
  it('fails, and inserts nothing', async () => {
    expect(await recordsOneView(db, awaitedAfterCommit)).toEqual({
      statements: 0,
      rows: 0,
      violation: expect.stringContaining('Transaction query already complete'),
    })
  })
})

describe.each([
  { way: awaitedOnce },
  { way: loggedText },
  { way: caughtBuilder },
  { way: promiseAwaitedTwice },
])('$way.name', ({ way }) => {
  it('inserts one row', async () => {
    expect(await recordsOneView(db, way)).toEqual({ statements: 1, rows: 1, violation: undefined })
  })
})
