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
  it('gives each worker a job in all 70 orders, and no worker waits', async () => {
    const found = await givesEachWorkerAJob(db, skipLocked, workers).holds()
    expect(found).toMatchObject({ schedules: 70, waits: 0, exhaustive: true })
  })

  it('gives the job of a worker whose connection ends to the next worker', async () => {
    await db.plain.query('delete from jobs; insert into jobs (id) select generate_series(1, 2)')
    const dying = await db.plain.connect()
    dying.on('error', () => {})
    const { rows } = await dying.query('select pg_backend_pid() as pid')
    await dying.query('begin')
    await dying.query('select from jobs order by id limit 1 for update skip locked')
    expect(await skipLocked(db.plain, 'bob')).toBe(2)
    await db.plain.query('select pg_terminate_backend($1, 10_000)', [rows[0].pid])
    expect(await skipLocked(db.plain, 'carol')).toBe(1)
    dying.release(true)
  })
})
