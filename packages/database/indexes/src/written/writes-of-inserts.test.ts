import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { writesOfInserts } from './writes-of-inserts.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('an insert', () => {
  it('writes about one record more of the log for each index', async () => {
    const none = await writesOfInserts(db, 0)
    const two = await writesOfInserts(db, 2)
    const five = await writesOfInserts(db, 5)
    const thousands = [none, two, five].map(({ records }) => Math.round(records / 1_000))
    expect(thousands).toEqual([2, 4, 7])
    expect(five.bytes).toBeGreaterThan(3 * none.bytes)
  })
})
