import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { cacheAside } from './cache-aside.ts'
import { lease } from './lease.ts'
import { lockAndLookAgain } from './lock-and-look-again.ts'
import { lockThenLoad } from './lock-then-load.ts'
import { outlivesADeath, readsOnce } from './reads-once.ts'
import { singleFlight } from './single-flight.ts'
import { staleWhileRevalidate } from './stale-while-revalidate.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe.each([
  { way: cacheAside, orders: 252, broken: 250, shortest: 'one×4 two×5 one' },
  { way: singleFlight, orders: 252, broken: 250, shortest: 'one×4 two×5 one' },
  { way: lockThenLoad, orders: 64, broken: 12, shortest: 'one two×7 one×6' },
])('$way.name', ({ way, orders, broken, shortest }) => {
  it(`lets two processes read twice in ${broken} of ${orders} orders`, async () => {
    expect(await readsOnce(shop, way).explore()).toMatchObject({
      schedules: orders,
      violations: broken,
      exhaustive: true,
      shortest: { schedule: shortest, reason: 'the database is read 2 times' },
    })
  })
})

describe.each([
  { way: lockAndLookAgain, two: 82, three: 8_094 },
  { way: lease, two: 10, three: 90 },
  { way: staleWhileRevalidate, two: 50, three: 3_012 },
])('$way.name', ({ way, two, three }) => {
  it(`reads once in all ${two} orders of two processes, and all ${three} of three`, async () => {
    expect(await readsOnce(shop, way).holds()).toMatchObject({ schedules: two, exhaustive: true })
    const found = await readsOnce(shop, way, ['one', 'two', 'three']).holds()
    expect(found).toMatchObject({ schedules: three, exhaustive: true })
  })
})

describe.each([{ way: lockAndLookAgain }, { way: lease }])('$way.name', ({ way }) => {
  it('gives an error of the database to its request, and the next one reads at once', async () => {
    await shop.plainRedis.flushdb()
    const gone = new Error('the database is gone')
    const pause = () => Promise.reject(new Error('has to wait'))
    const own = { redis: shop.plainRedis, pause, newToken: randomUUID }
    const read = (load: () => Promise<number>) => way({ ...own, load })(1)
    await expect(read(() => Promise.reject(gone))).rejects.toBe(gone)
    expect(await shop.plainRedis.keys('*')).toEqual([])
    expect(await read(async () => 12)).toBe(12)
  })
})

describe('the process that fills the cache dies', () => {
  it('and with a lease the other one gets the price in all 1,442 orders, after 10 s at most', async () => {
    const found = await outlivesADeath(shop, lease).holds()
    expect(found).toMatchObject({ schedules: 1_442, exhaustive: true })
  })

  it('and with a lock the other one waits until that expires', async () => {
    const race = outlivesADeath(shop, lockAndLookAgain)
    const { violation, moments } = await race.replay('one×6 crash(one) two×2 fire(two) two')
    expect(violation).toBeUndefined()
    const ends = moments.filter(({ type }) => type === 'crashed' || type === 'finished')
    expect(ends).toEqual([
      { type: 'crashed', actor: 'one' },
      { type: 'finished', actor: 'two', value: 12 },
    ])
  })

  it('and with stale-while-revalidate the other one never waits', async () => {
    const found = await outlivesADeath(shop, staleWhileRevalidate).holds()
    expect(found).toMatchObject({ schedules: 116, waits: 0, exhaustive: true })
    expect(found.outcomes.map(({ simplest }) => simplest).join()).not.toContain('fire')
  })
})
