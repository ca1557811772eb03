import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { completesEveryTransfer } from './completes-every-transfer.ts'
import { locksAsGiven } from './locks-as-given.ts'
import { locksInOrder } from './locks-in-order.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('locksAsGiven', () => {
  it('ends in a deadlock in 24 of 42 orders, and loses no money in any', async () => {
    const found = await completesEveryTransfer(db, locksAsGiven).explore()
    expect(found).toMatchObject({
      schedules: 42,
      violations: 24,
      exhaustive: true,
      shortest: { reason: 'a transfer failed with 40P01' },
    })
    const reasons = found.outcomes.flatMap(({ violation }) => violation ?? [])
    expect(new Set(reasons)).toEqual(new Set(['a transfer failed with 40P01']))
  })
})

describe('locksInOrder', () => {
  it('completes both transfers in all 36 orders', async () => {
    expect(await completesEveryTransfer(db, locksInOrder).holds()).toMatchObject({
      schedules: 36,
      exhaustive: true,
    })
  })
})
