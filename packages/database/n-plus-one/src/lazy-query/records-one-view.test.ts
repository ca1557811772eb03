import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { builderAwaitedTwice } from './builder-awaited-twice.ts'
import { caughtBuilder } from './caught-builder.ts'
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
      views: 0,
      violation: '1 view, 0 statements, 0 rows',
    })
  })
})

describe('builderAwaitedTwice', () => {
  it('inserts two rows', async () => {
    expect(await recordsOneView(db, builderAwaitedTwice)).toEqual({
      statements: 2,
      views: 2,
      violation: '1 view, 2 statements, 2 rows',
    })
  })
})

describe.each([{ way: caughtBuilder }, { way: promiseAwaitedTwice }])('$way.name', ({ way }) => {
  it('inserts one row', async () => {
    expect(await recordsOneView(db, way)).toEqual({
      statements: 1,
      views: 1,
      violation: undefined,
    })
  })
})
