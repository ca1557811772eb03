import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

interface Schema {
  accounts: { id: number; balance: number }
}

let account: Account
let orm: Kysely<Schema>
beforeAll(async () => {
  account = await openAccount()
  orm = new Kysely({ dialect: new PostgresDialect({ pool: watch(account.db.pool()) }) })
})
afterAll(() => account[Symbol.asyncDispose]())

const deposit =
  (lock: 'none' | 'for update'): Deposit =>
  (amount) =>
    orm.transaction().execute(async (trx) => {
      const query = trx.selectFrom('accounts').select('balance').where('id', '=', 1)
      const read = lock === 'none' ? query : query.forUpdate()
      const { balance } = await read.executeTakeFirstOrThrow()
      await trx
        .updateTable('accounts')
        .set({ balance: balance + amount })
        .where('id', '=', 1)
        .execute()
    })

describe('kysely', () => {
  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('none')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit('for update')).explore()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
