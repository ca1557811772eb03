import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { addsEveryLine } from './adds-every-line.ts'
import { insertThenLock } from './insert-then-lock.ts'
import { insertThenUpdate } from './insert-then-update.ts'
import { lockThenInsert } from './lock-then-insert.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('insertThenLock', () => {
  it('ends in a deadlock in 36 of 66 orders', async () => {
    expect(await addsEveryLine(db, insertThenLock).explore()).toMatchObject({
      schedules: 66,
      violations: 36,
      exhaustive: true,
      shortest: { reason: 'an order failed with 40P01' },
    })
  })
})

describe('insertThenUpdate', () => {
  it('adds both lines in all 50 orders', async () => {
    const found = await addsEveryLine(db, insertThenUpdate).holds()
    expect(found).toMatchObject({ schedules: 50, exhaustive: true })
  })
})

describe('lockThenInsert', () => {
  it('adds both lines in all 36 orders', async () => {
    const found = await addsEveryLine(db, lockThenInsert).holds()
    expect(found).toMatchObject({ schedules: 36, exhaustive: true })
  })
})
