import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdraw } from './anomalies/write-skew.ts'
import { answersEachCustomer } from './answers-each-customer.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import { retryOn40001 } from './retry-on-40001.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('withdraw at serializable', () => {
  it('gives one customer an error instead of an answer in 60 of 70 orders', async () => {
    const race = answersEachCustomer(db, (account) => withdraw(db.pool, 'serializable', account))
    expect(await race.explore()).toMatchObject({
      schedules: 70,
      violations: 60,
      exhaustive: true,
      shortest: { reason: 'the answers are 40001 and paid' },
    })
  })
})

describe('retryOn40001', () => {
  it('pays one and refuses the other in all 70 orders', async () => {
    const race = answersEachCustomer(db, (account) =>
      retryOn40001(() => withdraw(db.pool, 'serializable', account)),
    )
    expect(await race.holds()).toMatchObject({ schedules: 70, exhaustive: true })
  })

  it('overdraws in 60 of 70 orders at repeatable read, where nothing fails that it could repeat', async () => {
    const race = answersEachCustomer(db, (account) =>
      retryOn40001(() => withdraw(db.pool, 'repeatable read', account)),
    )
    expect(await race.explore()).toMatchObject({
      schedules: 70,
      violations: 60,
      exhaustive: true,
      shortest: { reason: '100 were there, 160 are paid' },
    })
  })

  it('lets every other error through', async () => {
    const declined = Object.assign(new Error('deadlock detected'), { code: '40P01' })
    await expect(retryOn40001(() => Promise.reject(declined))).rejects.toBe(declined)
  })
})
