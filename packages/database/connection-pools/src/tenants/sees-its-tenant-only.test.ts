import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { resetOnRelease } from './reset-on-release.ts'
import { seesItsTenantOnly } from './sees-its-tenant-only.ts'
import { setLocal } from './set-local.ts'
import { setOnAClient } from './set-on-a-client.ts'
import { setOnThePool } from './set-on-the-pool.ts'
import { transactionOnThePool } from './transaction-on-the-pool.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe.each([
  { way: setOnThePool, tenants: [168, 160], visitor: [24, 20] },
  { way: setOnAClient, tenants: [14, 0], visitor: [11, 7] },
  { way: setLocal, tenants: [10, 0], visitor: [9, 0] },
  { way: resetOnRelease, tenants: [16, 0], visitor: [13, 0] },
])('$way.name', ({ way, tenants, visitor }) => {
  it(`shows another tenant's invoices in ${tenants[1]} of ${tenants[0]} orders of two tenants`, async () => {
    const race = seesItsTenantOnly(db, way, { clients: 1, requests: ['acme', 'globex'] })
    const [schedules, violations] = tenants
    expect(await race.explore()).toMatchObject({ schedules, violations, exhaustive: true })
  })

  it(`shows invoices to a visitor in ${visitor[1]} of ${visitor[0]} orders`, async () => {
    const race = seesItsTenantOnly(db, way, { clients: 1, requests: ['acme', 'visitor'] })
    const [schedules, violations] = visitor
    expect(await race.explore()).toMatchObject({ schedules, violations, exhaustive: true })
  })
})

describe('transactionOnThePool', () => {
  it('leaves its transaction open on one connection, and reads on another', async () => {
    const race = seesItsTenantOnly(db, transactionOnThePool, {
      clients: 2,
      requests: ['acme', 'globex'],
    })
    const { violation } = await race.replay('acme×2 globex×5 acme×5')
    expect(violation).toBe('acme finished: [], left an open transaction')
  })

  it('is right as long as one request comes after another', async () => {
    const pool = db.pool({ max: 10 })
    const none = () => Promise.resolve()
    for (const [tenant, amount] of [
      ['acme', 100],
      ['globex', 200],
    ] as const)
      expect(await transactionOnThePool(pool, tenant, none)).toEqual([amount])
  })

  it('shares one transaction with another request when the pool has one client', async () => {
    const race = seesItsTenantOnly(db, transactionOnThePool, {
      clients: 1,
      requests: ['acme', 'visitor'],
    })
    const found = await race.explore({ preemptions: 1 })
    expect(found).toMatchObject({ schedules: 16, violations: 8, exhaustive: false })
  })
})
