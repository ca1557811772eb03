import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { insertsSentDuring } from '../inserts-sent-during.ts'
import { awaitedAfterCommit } from './awaited-after-commit.ts'
import { awaitedOnce } from './awaited-once.ts'
import { builderAwaitedTwice } from './builder-awaited-twice.ts'
import { caughtBuilder } from './caught-builder.ts'
import { loggedBuilder } from './logged-builder.ts'
import { loggedText } from './logged-text.ts'
import { promiseAwaitedTwice } from './promise-awaited-twice.ts'
import { rememberedPromise, sentOnce } from './remembered-promise.ts'
import { recordsOneView } from './records-one-view.ts'
import { unawaitedBuilder } from './unawaited-builder.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('unawaitedBuilder', () => {
  it('sends nothing', async () => {
    expect(await recordsOneView(db, unawaitedBuilder)).toEqual({
      statements: 0,
      rows: 0,
      violation: '1 view, 0 inserts, 0 rows',
    })
  })
})

describe.each([{ way: builderAwaitedTwice }, { way: loggedBuilder }])('$way.name', ({ way }) => {
  it('inserts two rows', async () => {
    expect(await recordsOneView(db, way)).toEqual({
      statements: 2,
      rows: 2,
      violation: '1 view, 2 inserts, 2 rows',
    })
  })
})

describe('awaitedAfterCommit', () => {
  it('fails, and inserts nothing', async () => {
    expect(await recordsOneView(db, awaitedAfterCommit)).toEqual({
      statements: 0,
      rows: 0,
      violation: expect.stringContaining('Transaction query already complete'),
    })
  })
})

describe.each([
  { way: awaitedOnce },
  { way: loggedText },
  { way: caughtBuilder },
  { way: promiseAwaitedTwice },
  { way: rememberedPromise },
])('$way.name', ({ way }) => {
  it('inserts one row', async () => {
    expect(await recordsOneView(db, way)).toEqual({ statements: 1, rows: 1, violation: undefined })
  })
})

describe('awaitedOnce', () => {
  it('gives the log a result, which no line can send', async () => {
    const logged: unknown[] = []
    const log = async (_label: string, value: unknown) => void logged.push(value)
    expect(await insertsSentDuring(db, () => awaitedOnce({ ...db, log }))).toBe(1)
    expect(logged).toMatchObject([{ command: 'INSERT', rowCount: 1 }])
  })
})

describe('sentOnce', () => {
  const insert = () => sentOnce(() => db.knex('page_views').insert({ path: '/users' }))

  it('sends nothing until its result is asked for', async () => {
    expect(await insertsSentDuring(db, async () => void insert())).toBe(0)
  })

  it('sends once for two that ask before the reply', async () => {
    const recorded = insert()
    expect(await insertsSentDuring(db, () => Promise.all([recorded, recorded]))).toBe(1)
  })

  it('gives one error to all that ask, and sends once then too', async () => {
    const recorded = sentOnce(() => db.knex('page_views').insert({ path: null }))
    const sent = await insertsSentDuring(db, async () => {
      const [one, other] = await Promise.allSettled([recorded, recorded])
      expect(one).toMatchObject({ status: 'rejected', reason: { code: '23502' } })
      expect(other).toEqual(one)
      await expect(Promise.resolve(recorded)).rejects.toMatchObject({ code: '23502' })
    })
    expect(sent).toBe(1)
  })
})
