import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { atomicIncrement } from './atomic-increment.ts'
import { countsEveryLike } from './counts-every-like.ts'
import { readThenIncrement } from './read-then-increment.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenIncrement', () => {
  it('loses a like in 658 of 672 orders of two fans', async () => {
    expect(await countsEveryLike(db, readThenIncrement, two).explore()).toMatchObject({
      schedules: 672,
      violations: 658,
      waits: 252,
      exhaustive: true,
      shortest: { schedule: 'alice×4 bob×6 alice×2', reason: '2 likes, 1 counted' },
    })
  })

  it('loses a like in 7,177,170 of 7,177,716 orders of three fans, and two likes in some', async () => {
    const found = await countsEveryLike(db, readThenIncrement, three).explore()
    expect(found).toMatchObject({
      schedules: 7_177_716,
      violations: 7_177_170,
      exhaustive: true,
    })
    expect(found.outcomes.map(({ violation }) => violation)).toContain('3 likes, 1 counted')
  })
})

describe('atomicIncrement', () => {
  it('counts every like in all 14 orders of two fans, after a wait in 6', async () => {
    const found = await countsEveryLike(db, atomicIncrement, two).holds()
    expect(found).toMatchObject({ schedules: 14, waits: 6, exhaustive: true })
  })

  it('counts every like in all 636 orders of three fans', async () => {
    const found = await countsEveryLike(db, atomicIncrement, three).holds()
    expect(found).toMatchObject({ schedules: 636, waits: 468, exhaustive: true })
  })
})
