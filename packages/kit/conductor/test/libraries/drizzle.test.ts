import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { integer, pgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

const accounts = pgTable('accounts', { id: integer().primaryKey(), balance: integer().notNull() })

let account: Account
let orm: ReturnType<typeof drizzle>
beforeAll(async () => {
  account = await openAccount()
  orm = drizzle(watch(account.db.pool()))
})
afterAll(() => account[Symbol.asyncDispose]())

const deposit =
  (lock: 'none' | 'for update'): Deposit =>
  (amount) =>
    orm.transaction(async (tx) => {
      const query = tx.select().from(accounts).where(eq(accounts.id, 1))
      const [row] = await (lock === 'none' ? query : query.for('update'))
      await tx
        .update(accounts)
        .set({ balance: row!.balance + amount })
        .where(eq(accounts.id, 1))
    })

describe('drizzle', () => {
  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('none')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit('for update')).explore()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
