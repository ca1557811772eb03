import { answerOf } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redlock } from '../deposit/redlock.ts'
import { keepsEveryDeposit } from '../deposit/keeps-every-deposit.ts'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { handsOutALiveLock } from './hands-out-a-live-lock.ts'
import { retryByRedlock } from './retry-by-redlock.ts'
import { retryOutside } from './retry-outside.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('redlock 5.0.0-beta.2', () => {
  it('hands out a lock that has ended in 4 of 7 orders, by its own retry', async () => {
    const found = await handsOutALiveLock(world, retryByRedlock).explore()
    expect(found).toMatchObject({ violations: 4, schedules: 7, exhaustive: true, limits: [] })
    expect(found.shortest?.reason).toBe('the lock ended 2102 ms ago, and its key lives for 10 s')
  })

  it('takes each retry from the life of the lock, and none from that of its key', async () => {
    const { outcomes } = await handsOutALiveLock(world, retryByRedlock).explore()
    const values = outcomes.map(({ endings }) => JSON.stringify(answerOf(endings['worker']!)))
    expect([...new Set(values)].toSorted()).toEqual([
      '{"lockMs":-2102,"keySeconds":10}',
      '{"lockMs":3898,"keySeconds":10}',
      '{"lockMs":9898,"keySeconds":10}',
    ])
  })

  it('hands out a live lock in all 9 orders, where the retry is outside', async () => {
    const found = await handsOutALiveLock(world, retryOutside).holds()
    expect(found).toMatchObject({ schedules: 9, exhaustive: true, limits: [] })
  })

  it('loses a deposit of a slow holder, with a majority of three servers', async () => {
    const { violation } = await keepsEveryDeposit(world, redlock).replay(
      'alice×2 bob alice×4 fire(alice) alice bob×11 alice×5',
    )
    expect(violation).toBe('100 and 10 of alice and 20 of bob are 130, and the balance is 110')
  })
})
