import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { alterAtOnce } from './alter-at-once.ts'
import { answersEveryRequest } from './answers-every-request.ts'
import { lockNowait } from './lock-nowait.ts'
import { lockTimeout } from './lock-timeout.ts'
import { lockTimeoutRetry } from './lock-timeout-retry.ts'
import { runLive } from './run-live.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('in every order of a report, a migration and a request', () => {
  it.each([
    { way: lockTimeout, schedules: 894 },
    { way: lockTimeoutRetry, schedules: 1_038 },
    { way: lockNowait, schedules: 738 },
  ])('$way.name answers the request in all $schedules', async ({ way, schedules }) => {
    expect(await answersEveryRequest(db, way).holds()).toMatchObject({
      schedules,
      exhaustive: true,
    })
  })

  it('alterAtOnce leaves it without an answer in 15 of 374', async () => {
    expect(await answersEveryRequest(db, alterAtOnce).explore()).toMatchObject({
      schedules: 374,
      violations: 15,
      exhaustive: true,
      shortest: {
        schedule: 'report×2 migration×2 request×2 fire(request)',
        reason: 'the request got no answer (failed: 57014)',
      },
    })
  })
})

describe('of five requests, live,', () => {
  it('alterAtOnce lets all fail, and adds the column after that', async () => {
    const alter = 'alter table customers add column email text'
    const request = 'select name from customers where id = 1'
    expect(await runLive(db, alterAtOnce)).toEqual({
      queue: [
        { statement: alter, waitsFor: ['select count(*) from customers'] },
        ...Array.from({ length: 5 }, () => ({ statement: request, waitsFor: [alter] })),
      ],
      requests: 5,
      failed: 5,
      migration: 'added',
    })
  })

  it.each([
    { way: lockTimeout, migration: 'gave up' },
    { way: lockTimeoutRetry, migration: 'added' },
    { way: lockNowait, migration: 'gave up' },
  ])('$way.name answers all, and has $migration', async ({ way, migration }) => {
    expect(await runLive(db, way)).toMatchObject({ requests: 5, failed: 0, migration })
  })
})

describe('every way that gives up', () => {
  it('throws every other error, such as that the column is there', async () => {
    await db.plain.query('alter table customers add column if not exists email text')
    for (const way of [lockTimeout, lockTimeoutRetry, lockNowait])
      await expect(way(db.plain, () => Promise.resolve())).rejects.toMatchObject({ code: '42701' })
  })
})

describe('alter table', () => {
  it('takes a moment, but its lock lasts until the transaction ends', async () => {
    await db.plain.query('alter table customers drop column if exists email')
    const migration = await db.connect()
    await migration.query('begin')
    await migration.query('alter table customers add column email text')
    await migration.query(`update customers set email = 'ada@example.org' where id = 1`)
    const reader = await db.connect()
    await reader.query(`set lock_timeout = '50ms'`)
    await expect(reader.query('select from customers')).rejects.toMatchObject({ code: '55P03' })
    await migration.query('rollback')
    await expect(reader.query('select from customers')).resolves.toMatchObject({ rowCount: 2 })
  })
})
