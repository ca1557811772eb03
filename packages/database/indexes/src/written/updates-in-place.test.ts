import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import {
  blockRange,
  indexOnWhatChanges,
  indexOnWhatStays,
  inTheWhereOfAPartial,
} from './indexes-of-updates.ts'
import { updatesInPlace } from './updates-in-place.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe.each([
  { name: 'indexOnWhatChanges', create: indexOnWhatChanges, hot: 0 },
  { name: 'inTheWhereOfAPartial', create: inTheWhereOfAPartial, hot: 0 },
  { name: 'indexOnWhatStays', create: indexOnWhatStays, hot: 50 },
  { name: 'blockRange', create: blockRange, hot: 50 },
])('$name', ({ create, hot }) => {
  it(`leaves ${hot} of 50 updates in place`, async () => {
    expect(await updatesInPlace(db, create)).toEqual({
      hot,
      violation: hot === 50 ? undefined : '50 of 50 updates write every index',
    })
  })
})
