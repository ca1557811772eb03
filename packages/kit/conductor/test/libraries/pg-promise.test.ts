import type { Pool } from 'pg'
import pgPromise from 'pg-promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

let account: Account
let db: ReturnType<ReturnType<typeof pgPromise>>
beforeAll(async () => {
  account = await openAccount()
  db = pgPromise()(account.db.url)
  watch(db.$pool as unknown as Pool)
})
afterAll(async () => {
  const pool = db.$pool as unknown as Pool
  const { promise, resolve } = Promise.withResolvers<void>()
  let open = pool.totalCount
  pool.on('remove', () => (--open === 0 ? resolve() : undefined))
  if (open === 0) resolve()
  await pool.end()
  // It says so before its connections have ended, and these would hear that the database is dropped.
  await promise
  await account[Symbol.asyncDispose]()
})

const deposit =
  (lock: '' | 'for update'): Deposit =>
  (amount) =>
    db.tx(async (tx) => {
      const { balance } = await tx.one(`select balance from accounts where id = 1 ${lock}`)
      await tx.none('update accounts set balance = $1 where id = 1', [balance + amount])
    })

describe('pg-promise', () => {
  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit('for update')).explore()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
