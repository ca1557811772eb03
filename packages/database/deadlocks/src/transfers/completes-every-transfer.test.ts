import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { completesEveryTransfer } from './completes-every-transfer.ts'
import { locksAsGiven } from './locks-as-given.ts'
import { locksInOrder } from './locks-in-order.ts'
import { retryDeadlock } from './retry-deadlock.ts'

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

  it('completes the other transfer whenever one is aborted', async () => {
    const { outcomes } = await completesEveryTransfer(db, locksAsGiven).explore()
    const broken = outcomes.filter(({ violation }) => violation !== undefined)
    const kinds = broken.map(({ endings }) =>
      Object.values(endings)
        .map(({ kind }) => kind)
        .sort(),
    )
    expect(kinds).toEqual([
      ['failed', 'finished'],
      ['failed', 'finished'],
    ])
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

describe('retryDeadlock', () => {
  it('completes both transfers in all 66 orders', async () => {
    const found = await completesEveryTransfer(db, retryDeadlock).holds()
    expect(found).toMatchObject({ schedules: 66, exhaustive: true })
  })
})
