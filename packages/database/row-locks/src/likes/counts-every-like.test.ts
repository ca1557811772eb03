import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { atomicIncrement } from './atomic-increment.ts'
import { countsEveryLike } from './counts-every-like.ts'
import { readThenIncrement } from './read-then-increment.ts'

const fans = ['alice', 'bob', 'carol']

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenIncrement', () => {
  it('loses a like in 84 of 90 orders of three', async () => {
    const found = await countsEveryLike(db, readThenIncrement, fans).explore()
    expect(found).toMatchObject({ schedules: 90, violations: 84, exhaustive: true })
    expect(found.outcomes.map(({ violation }) => violation)).toContain('3 likes, 1 counted')
  })
})

describe('atomicIncrement', () => {
  it('counts every like in all 6 orders of three', async () => {
    expect(await countsEveryLike(db, atomicIncrement, fans).holds()).toMatchObject({
      schedules: 6,
      exhaustive: true,
    })
  })

  it('counts every like when others come in before its commit, in all 636 orders', async () => {
    const apart = db
    const found = await countsEveryLike(apart, atomicIncrement, fans).holds()
    expect(found).toMatchObject({ schedules: 636, waits: 468, exhaustive: true })
  })
})
