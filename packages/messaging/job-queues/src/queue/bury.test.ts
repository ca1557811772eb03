import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { exponential } from '../retries/pauses.ts'
import { add } from './add.ts'
import { bury } from './bury.ts'
import { complete } from './complete.ts'
import { fail } from './fail.ts'
import { leaseMs, take } from './take.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
beforeEach(async () => {
  await db.plain.query('truncate jobs restart identity')
  await add(db.plain, { email: 'carol@example.org' })
})
afterAll(() => db[Symbol.asyncDispose]())

const state = async () => (await db.plain.query('select state from jobs')).rows[0].state

describe('bury', () => {
  it('leaves a job alone until its last lease has ended', async () => {
    const job = await take(db.plain, 0)
    await bury(db.plain, { attempts: 1, nowMs: leaseMs - 1 })
    expect(await complete(db.plain, job!)).toBe('done')
  })

  it('is final: a late completion changes nothing', async () => {
    const job = await take(db.plain, 0)
    await bury(db.plain, { attempts: 1, nowMs: leaseMs })
    expect([await complete(db.plain, job!), await state()]).toEqual(['late', 'dead'])
  })
})

describe('complete', () => {
  it('is final: a late failure does not open the job again', async () => {
    const job = await take(db.plain, 0)
    await complete(db.plain, job!)
    const retries = { attempts: 2, pauseMs: exponential, error: '503', nowMs: 1_000 }
    expect([await fail(db.plain, job!, retries), await state()]).toEqual(['late', 'done'])
  })
})
