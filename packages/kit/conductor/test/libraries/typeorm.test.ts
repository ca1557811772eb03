import type { Pool } from 'pg'
import { DataSource, EntitySchema } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

const Accounts = new EntitySchema<{ id: number; balance: number }>({
  name: 'accounts',
  columns: { id: { type: Number, primary: true }, balance: { type: Number } },
})

let account: Account
let orm: DataSource
beforeAll(async () => {
  account = await openAccount()
  orm = new DataSource({ type: 'postgres', url: account.db.url, entities: [Accounts] })
  await orm.initialize()
  watch((orm.driver as unknown as { master: Pool }).master)
})
afterAll(async () => {
  await orm.destroy()
  await account[Symbol.asyncDispose]()
})

const deposit =
  (lock: 'none' | 'for update'): Deposit =>
  (amount) =>
    orm.transaction(async (manager) => {
      const options = lock === 'none' ? {} : { lock: { mode: 'pessimistic_write' as const } }
      const row = await manager.findOneOrFail(Accounts, { where: { id: 1 }, ...options })
      await manager.save(Accounts, { id: 1, balance: row.balance + amount })
    })

describe('typeorm', () => {
  it('loses a deposit in 170 of 182 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('none')).explore()
    expect(found).toMatchObject({ schedules: 182, violations: 170, exhaustive: true, limits: [] })
  })

  it('keeps both in all 36 orders with for update', async () => {
    const found = await account.race(deposit('for update')).explore()
    expect(found).toMatchObject({ schedules: 36, violations: 0, exhaustive: true, limits: [] })
  })
})
