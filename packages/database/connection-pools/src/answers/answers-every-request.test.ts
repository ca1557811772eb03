import { watch } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import {
  answersEveryRequest,
  bothServed,
  oneRefused,
  threeServed,
} from './answers-every-request.ts'
import { clientPassedDown } from './client-passed-down.ts'
import { logFirst } from './log-first.ts'
import { logThroughASecondPool } from './log-through-a-second-pool.ts'
import { nestedCheckout } from './nested-checkout.ts'
import { releaseAfterSuccess } from './release-after-success.ts'
import { releaseWithoutRollback } from './release-without-rollback.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('nestedCheckout', () => {
  it('stands still in 18 of 74 orders of two requests on two clients', async () => {
    const found = await answersEveryRequest(db, nestedCheckout, bothServed).explore()
    expect(found).toMatchObject({ schedules: 74, violations: 18, exhaustive: true })
    expect(found.shortest).toEqual({
      schedule: 'alice×2 bob×3 alice',
      reason: 'alice waits for ever for itself, bob: pool.connect()',
    })
  })

  it('stands still in every order on one client: a request waits for itself', async () => {
    const found = await answersEveryRequest(db, nestedCheckout, oneRefused).explore()
    expect(found).toMatchObject({ schedules: 6, violations: 6, exhaustive: true })
  })

  it('is answered in all 2 818 orders of two requests on three clients', async () => {
    const race = answersEveryRequest(db, nestedCheckout, { ...bothServed, clients: 3 })
    expect(await race.holds()).toMatchObject({ schedules: 2_818, exhaustive: true })
  })

  it('stands still with three requests on three clients', async () => {
    const race = answersEveryRequest(db, nestedCheckout, threeServed)
    const { violation } = await race.replay('alice×2 bob×2 carol×3')
    expect(violation).toBe('alice waits for ever for itself, bob, carol: pool.connect()')
  })

  it('is two sessions that are idle in a transaction to PostgreSQL, and wait for no lock', async () => {
    const pool = db.pool({ max: 2, application_name: 'nested' })
    const clients = [await pool.connect(), await pool.connect()]
    for (const client of clients) await client.query('begin')
    const nested = clients.map(() => pool.query('select 1'))
    expect(pool.waitingCount).toBe(2)
    const { rows } = await db.plain.query(
      `select state, (select count(*)::int from pg_locks l where l.pid = a.pid and not granted) as awaited
       from pg_stat_activity a where application_name = 'nested'`,
    )
    const idle = { state: 'idle in transaction', awaited: 0 }
    expect(rows).toEqual([idle, idle])
    for (const client of clients) {
      await client.query('rollback')
      client.release()
    }
    await Promise.all(nested)
  })

  it('hears an error in place of the standstill with connectionTimeoutMillis', async () => {
    const requests = { ...bothServed, connectionTimeoutMillis: 500 }
    const race = answersEveryRequest(db, nestedCheckout, requests)
    const { schedule, moments } = await race.replay('alice×2 bob×3 alice')
    expect(schedule).toContain('fire(bob)')
    expect(moments).toContainEqual(
      expect.objectContaining({
        type: 'failed',
        actor: 'bob',
        message: expect.stringContaining('timeout exceeded when trying to connect'),
      }),
    )
  })
})

describe('releaseAfterSuccess', () => {
  it('loses its client with the first error, in all 9 orders', async () => {
    const race = answersEveryRequest(db, releaseAfterSuccess, oneRefused)
    const found = await race.explore()
    expect(found).toMatchObject({ schedules: 9, violations: 9, exhaustive: true })
    const alice = { leaves: ['an open transaction', 'a client of the pool'] }
    expect(found.outcomes.map(({ endings }) => endings)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          alice: expect.objectContaining(alice),
          bob: expect.objectContaining({ kind: 'waits', statement: 'pool.connect()' }),
        }),
      ]),
    )
  })

  it('is right as long as nothing fails', async () => {
    const race = answersEveryRequest(db, releaseAfterSuccess, bothServed)
    expect(await race.holds()).toMatchObject({ schedules: 50, exhaustive: true })
  })
})

describe('releaseWithoutRollback', () => {
  it('hands its failed transaction to the next request', async () => {
    const race = answersEveryRequest(db, releaseWithoutRollback, oneRefused)
    const found = await race.explore()
    expect(found).toMatchObject({ schedules: 9, violations: 9, exhaustive: true })
    expect(found.shortest).toEqual({
      schedule: 'alice×4 bob×2',
      reason: 'bob failed: 25P02, left an open transaction',
    })
  })
})

describe.each([
  { name: 'clientPassedDown', both: 50, refused: 10 },
  { name: 'logFirst', both: 672, refused: 168 },
  { name: 'logThroughASecondPool', both: 662, refused: 16 },
])('$name', ({ name, both, refused }) => {
  const orderBy = () => {
    if (name === 'logFirst') return logFirst
    if (name === 'clientPassedDown') return clientPassedDown
    return logThroughASecondPool(watch(db.pool({ max: 1 })))
  }

  it(`answers every request in all ${both} orders of two, and ${refused} with an error`, async () => {
    const races = [bothServed, oneRefused].map((one) => answersEveryRequest(db, orderBy(), one))
    expect(await races[0]!.holds()).toMatchObject({ schedules: both, exhaustive: true })
    expect(await races[1]!.holds()).toMatchObject({ schedules: refused, exhaustive: true })
  })

  const kept = name === 'clientPassedDown' ? 0 : 1
  it(`keeps ${kept} lines of the log of a refused order`, async () => {
    await db.plain.query('truncate products, audit; insert into products values (1, 10)')
    expect(await orderBy()(db.plain, 'alice', 11)).toBe('refused')
    const { rowCount } = await db.plain.query('select from audit')
    expect(rowCount).toBe(kept)
  })
})
