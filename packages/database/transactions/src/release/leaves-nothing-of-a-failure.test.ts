import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { leavesNothingOfAFailure } from './leaves-nothing-of-a-failure.ts'
import { releaseAlone } from './release-alone.ts'
import { rollBackThenRelease } from './roll-back-then-release.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('releaseAlone', () => {
  it('lets the next user of the pool commit one half, in 4 of 9 orders', async () => {
    expect(await leavesNothingOfAFailure(db, releaseAlone).explore()).toMatchObject({
      schedules: 9,
      violations: 4,
      exhaustive: true,
      shortest: { schedule: 'alice×4 bob×5', reason: '10 of account 1 are gone' },
    })
  })
})

describe('rollBackThenRelease', () => {
  it('leaves nothing of the transfer that fails, in all 10 orders', async () => {
    expect(await leavesNothingOfAFailure(db, rollBackThenRelease).holds()).toMatchObject({
      schedules: 10,
      exhaustive: true,
    })
  })

  it('ends a connection that cannot roll back, and the pool opens another one', async () => {
    const work = rollBackThenRelease(db.onePool, async (client) => {
      await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
      throw new Error('the first error')
    })
    await expect(work).rejects.toThrow('the first error')
    expect((await db.onePool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})
