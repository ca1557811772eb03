import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { holdsEachSeatOnce } from './holds-each-seat-once.ts'
import { lockThenInsert } from './lock-then-insert.ts'
import { uniqueConstraint } from './unique-constraint.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('lockThenInsert', () => {
  it('holds a seat twice in 60 of 70 orders, and no buyer waits', async () => {
    expect(await holdsEachSeatOnce(db, lockThenInsert, ['alice', 'bob']).explore()).toMatchObject({
      schedules: 70,
      violations: 60,
      waits: 0,
      exhaustive: true,
      shortest: { schedule: 'alice×3 bob×4 alice', reason: '1 seat, held 2 times' },
    })
  })
})

describe('uniqueConstraint', () => {
  it('holds a seat once in all 978 orders of three buyers', async () => {
    const race = holdsEachSeatOnce(db, uniqueConstraint, ['alice', 'bob', 'carol'])
    expect(await race.holds()).toMatchObject({ schedules: 978, waits: 522, exhaustive: true })
  })
})
