import type { Client } from 'pg'
import { DataTypes, Sequelize } from 'sequelize'
import type { Model, ModelStatic } from 'sequelize'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

let account: Account
let orm: Sequelize
let Accounts: ModelStatic<Model<{ id: number; balance: number }>>
beforeAll(async () => {
  account = await openAccount()
  orm = new Sequelize(account.db.url, {
    logging: false,
    hooks: { afterConnect: (connection) => void watch(connection as Client) },
  })
  // On its first connection it reads which types there are.
  await orm.authenticate()
  const id = { type: DataTypes.INTEGER, primaryKey: true }
  const balance = DataTypes.INTEGER
  Accounts = orm.define('accounts', { id, balance }, { timestamps: false })
})
afterAll(async () => {
  await orm.close()
  await account[Symbol.asyncDispose]()
})

const deposit =
  (lock: 'none' | 'for update'): Deposit =>
  (amount) =>
    orm.transaction(async (transaction) => {
      const options = lock === 'none' ? {} : { lock: transaction.LOCK.UPDATE }
      const row = await Accounts.findByPk(1, { transaction, ...options, rejectOnEmpty: true })
      const balance = row.get('balance') as number
      await row.update({ balance: balance + amount }, { transaction })
    })

describe('sequelize', () => {
  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('none')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit('for update')).explore()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
