import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { column } from './column.ts'
import { jsonbSet } from './jsonb-set.ts'
import { keepsBothChanges } from './keeps-both-changes.ts'
import { readThenWrite } from './read-then-write.ts'
import { rowLock } from './row-lock.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenWrite', () => {
  it('takes back what the other client set in 658 of 672 orders', async () => {
    expect(await keepsBothChanges(db, readThenWrite).explore()).toMatchObject({
      schedules: 672,
      violations: 658,
      exhaustive: true,
    })
  })
})

describe('jsonbSet', () => {
  it('keeps both changes in all 14 orders, in 6 of which a client waits', async () => {
    expect(await keepsBothChanges(db, jsonbSet).explore()).toMatchObject({
      schedules: 14,
      violations: 0,
      waits: 6,
      exhaustive: true,
    })
  })
})

describe('rowLock', () => {
  it('keeps both changes in all 24 orders', async () => {
    expect(await keepsBothChanges(db, rowLock).explore()).toMatchObject({
      schedules: 24,
      violations: 0,
      exhaustive: true,
    })
  })
})

describe('column', () => {
  it('keeps both changes in all 14 orders', async () => {
    expect(await keepsBothChanges(db, column).explore()).toMatchObject({
      schedules: 14,
      violations: 0,
      exhaustive: true,
    })
  })
})
