import knex from 'knex'
import type { Knex } from 'knex'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

let account: Account
beforeAll(async () => {
  account = await openAccount()
})
afterAll(() => account[Symbol.asyncDispose]())

const deposit =
  (orm: Knex, lock: 'none' | 'for update'): Deposit =>
  (amount) =>
    orm.transaction(async (trx) => {
      const query = trx('accounts').where({ id: 1 }).first<{ balance: number }>('balance')
      const { balance } = await (lock === 'none' ? query : query.forUpdate())
      await trx('accounts')
        .where({ id: 1 })
        .update({ balance: balance + amount })
    })

/** A pool of knex's own: each of its connections is watched when it is open. */
function onPoolOfItsOwn(): Knex {
  return knex({
    client: 'pg',
    connection: account.db.url,
    pool: {
      afterCreate: (connection: Client, done: (error: Error | null, connection: Client) => void) =>
        done(null, watch(connection)),
    },
  })
}

describe.each([
  ['a pool of its own', onPoolOfItsOwn],
  ['a watched pool', () => knex({ client: 'pg', connectionPool: watch(account.db.pool()) })],
])('knex on %s', (_, open) => {
  let orm: Knex
  beforeAll(async () => {
    orm = open()
    // Before its first statement it asks the server for its version.
    await orm.raw('select 1')
  })
  afterAll(() => orm.destroy())

  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit(orm, 'none')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit(orm, 'for update')).explore()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
