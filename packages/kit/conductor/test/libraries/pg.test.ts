import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/watch.ts'
import { openAccount } from './account.fixture.ts'
import type { Account, Deposit } from './account.fixture.ts'

let account: Account
let pool: Pool
beforeAll(async () => {
  account = await openAccount()
  pool = watch(account.db.pool())
})
afterAll(() => account[Symbol.asyncDispose]())

const deposit =
  (lock: '' | 'for update'): Deposit =>
  async (amount) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query(`select balance from accounts where id = 1 ${lock}`)
      const balance = rows[0].balance + amount
      await client.query('update accounts set balance = $1 where id = 1', [balance])
      await client.query('commit')
    } finally {
      client.release()
    }
  }

describe('pg', () => {
  it('loses a deposit in 40 of 50 orders when it reads and then writes', async () => {
    const found = await account.race(deposit('')).explore()
    expect(found).toMatchObject({ schedules: 50, violations: 40, exhaustive: true, limits: [] })
  })

  it('names the order in the message of a failed test', async () => {
    await expect(account.race(deposit('')).holds()).rejects.toThrow(
      /^30 were put on 100, the balance is 110\nin 40 of 50 orders; the shortest: alice×2 bob×4 alice×2\n\n {2}alice {2}begin /,
    )
  })

  it('keeps both in all 24 orders with for update', async () => {
    const found = await account.race(deposit('for update')).holds()
    expect(found).toMatchObject({ schedules: 24, violations: 0, exhaustive: true, limits: [] })
  })
})
