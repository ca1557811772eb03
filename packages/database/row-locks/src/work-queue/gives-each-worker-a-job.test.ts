import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { givesEachWorkerAJob } from './gives-each-worker-a-job.ts'
import { lockFirstJob } from './lock-first-job.ts'
import { readThenClaim } from './read-then-claim.ts'
import { skipLocked } from './skip-locked.ts'

const workers = ['alice', 'bob']

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenClaim', () => {
  it('gives both workers the same job in 40 of 50 orders', async () => {
    expect(await givesEachWorkerAJob(db, readThenClaim, workers).explore()).toMatchObject({
      schedules: 50,
      violations: 40,
      exhaustive: true,
      shortest: { schedule: 'alice×2 bob×4 alice×2', reason: 'one job was done twice' },
    })
  })
})

describe('lockFirstJob', () => {
  it('gives each worker a job in all 24 orders, after a wait in 14', async () => {
    const found = await givesEachWorkerAJob(db, lockFirstJob, workers).holds()
    expect(found).toMatchObject({ schedules: 24, waits: 14, exhaustive: true })
  })
})

describe('skipLocked', () => {
  it('gives each worker a job in all 70 orders, and nobody waits', async () => {
    const found = await givesEachWorkerAJob(db, skipLocked, workers).holds()
    expect(found).toMatchObject({ schedules: 70, waits: 0, exhaustive: true })
  })
})
