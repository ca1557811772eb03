import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { atomicUpdate } from './atomic-update.ts'
import { compareAndDelete } from './compare-and-delete.ts'
import { fenceOnRead, fencedDeposit } from './fence-on-read.ts'
import { fenceOnWrite } from './fence-on-write.ts'
import { keepsEveryDeposit } from './keeps-every-deposit.ts'
import type { Deposit } from './deposit.ts'
import { letsTheNextOneIn } from './lets-the-next-one-in.ts'
import { sessionAdvisoryLock } from './session-advisory-lock.ts'
import { setNxPx } from './set-nx-px.ts'
import { setNx } from './set-nx.ts'
import { transactionAdvisoryLock } from './transaction-advisory-lock.ts'
import { watchdog } from './watchdog.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a holder that is slower than the TTL before its write', () => {
  it.each([
    { way: setNxPx, name: 'setNxPx', broken: 336, orders: 423 },
    { way: compareAndDelete, name: 'compareAndDelete', broken: 336, orders: 423 },
    { way: watchdog, name: 'watchdog', broken: 2_856, orders: 3_355 },
    { way: fenceOnWrite, name: 'fenceOnWrite', broken: 282, orders: 423 },
  ])('loses a deposit in $broken of $orders orders of $name', async ({ way, broken, orders }) => {
    expect(await keepsEveryDeposit(world, way).explore()).toMatchObject({
      violations: broken,
      schedules: orders,
      exhaustive: true,
      limits: [],
    })
  })

  it.each([
    { way: setNx, name: 'setNx', orders: 17 },
    { way: fenceOnRead, name: 'fenceOnRead', orders: 381 },
    { way: sessionAdvisoryLock, name: 'sessionAdvisoryLock', orders: 1_175 },
    { way: transactionAdvisoryLock, name: 'transactionAdvisoryLock', orders: 105 },
    { way: atomicUpdate, name: 'atomicUpdate', orders: 25 },
  ])('loses none in all $orders orders of $name', async ({ way, orders }) => {
    const found = await keepsEveryDeposit(world, way).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true, limits: [] })
  })

  it('keeps its lock when the watchdog extends it in time', async () => {
    const inTime = 'alice×4 fire(alice) alice bob fire(alice) alice×4'
    const { moments, violation } = await keepsEveryDeposit(world, watchdog).replay(inTime)
    expect(moments.filter(({ type }) => type === 'finished')).toEqual([
      { type: 'finished', actor: 'bob', value: 'busy' },
      { type: 'finished', actor: 'alice', value: 'done' },
    ])
    expect(violation).toBeUndefined()
  })
})

describe('a fencing token that is shown before the read', () => {
  it('loses no deposit in all 3,301 orders without any lock', async () => {
    const withoutALock: Deposit = async (stores, id, amount) => {
      const token = await stores.redis.incr(`tokens:${id}`)
      return fencedDeposit(stores, id, { amount, token })
    }
    const found = await keepsEveryDeposit(world, withoutALock).holds()
    expect(found).toMatchObject({ schedules: 3_301, exhaustive: true, limits: [] })
  })
})

describe('a holder that is slower than the TTL before its release', () => {
  it('deletes the lock of the next one in setNxPx: 16,752 of 18,600 orders', async () => {
    expect(await keepsEveryDeposit(world, setNxPx, 'slow release').explore()).toMatchObject({
      violations: 16_752,
      schedules: 18_600,
      exhaustive: true,
      shortest: { schedule: 'alice×7 fire(alice) bob×3 alice carol×8 bob×5' },
    })
  })

  it('leaves it alone in all 544 orders of compareAndDelete', async () => {
    const found = await keepsEveryDeposit(world, compareAndDelete, 'slow release').holds()
    expect(found).toMatchObject({ schedules: 544, exhaustive: true })
  })
})

describe('a connection that is cut while it has an advisory lock', () => {
  it('loses a deposit in 1,835 of 2,677 orders of sessionAdvisoryLock', async () => {
    const race = keepsEveryDeposit(world, sessionAdvisoryLock, 'cut connection')
    expect(await race.explore()).toMatchObject({
      violations: 1_835,
      schedules: 2_677,
      exhaustive: true,
    })
  })

  it('loses none in all 152 orders of transactionAdvisoryLock: the write fails', async () => {
    const race = keepsEveryDeposit(world, transactionAdvisoryLock, 'cut connection')
    expect(await race.holds()).toMatchObject({ schedules: 152, exhaustive: true })
  })
})

describe('a worker that dies at any step', () => {
  it('locks the next one out for ever in 3 of 5 orders of setNx', async () => {
    expect(await letsTheNextOneIn(world, setNx).explore()).toMatchObject({
      violations: 3,
      schedules: 5,
      exhaustive: true,
    })
  })

  it.each([
    { way: setNxPx, name: 'setNxPx', orders: 5 },
    { way: watchdog, name: 'watchdog', orders: 5 },
    { way: fenceOnRead, name: 'fenceOnRead', orders: 5 },
    { way: sessionAdvisoryLock, name: 'sessionAdvisoryLock', orders: 5 },
    { way: transactionAdvisoryLock, name: 'transactionAdvisoryLock', orders: 6 },
  ])('lets the next one in after a TTL in all $orders of $name', async ({ way, orders }) => {
    const found = await letsTheNextOneIn(world, way).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })
})
