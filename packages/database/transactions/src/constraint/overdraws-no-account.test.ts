import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { checkConstraint } from './check-constraint.ts'
import { checkInApplication } from './check-in-application.ts'
import { overdrawsNoAccount } from './overdraws-no-account.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('checkInApplication', () => {
  it('overdraws the account in 40 of 50 orders', async () => {
    expect(await overdrawsNoAccount(db, checkInApplication).explore()).toMatchObject({
      schedules: 50,
      violations: 40,
      exhaustive: true,
      shortest: { reason: '100 were there, and the balance is -60' },
    })
  })
})

describe('checkConstraint', () => {
  it('overdraws it in none of 50 orders', async () => {
    expect(await overdrawsNoAccount(db, checkConstraint).holds()).toMatchObject({
      schedules: 50,
      exhaustive: true,
    })
  })
})

describe('a deferred constraint', () => {
  it('is checked by the commit, which fails and rolls back', async () => {
    const client = await db.plain.connect()
    await client.query('create temp table seats (number int unique deferrable initially deferred)')
    await client.query('begin')
    await client.query('insert into seats values (1)')
    await client.query('insert into seats values (1)')
    await expect(client.query('commit')).rejects.toMatchObject({ code: '23505' })
    expect((await client.query('select * from seats')).rows).toEqual([])
    client.release(true)
  })
})
