import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { behindInAList } from './behind-in-a-list.ts'
import { behindInAStream } from './behind-in-a-stream.ts'
import { behindInMemory } from './behind-in-memory.ts'
import { cacheAside } from './cache-aside.ts'
import { cacheFirst } from './cache-first.ts'
import { readThrough } from './read-through.ts'
import { servesTheNewPrice } from './serves-the-new-price.ts'
import { writeThrough } from './write-through.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a reader that misses beside a writer', () => {
  it.each([
    { way: cacheAside, name: 'cacheAside', broken: 35, orders: 126 },
    { way: readThrough, name: 'readThrough', broken: 35, orders: 126 },
    { way: writeThrough, name: 'writeThrough', broken: 35, orders: 126 },
    { way: cacheFirst, name: 'cacheFirst', broken: 64, orders: 74 },
    { way: behindInMemory, name: 'behindInMemory', broken: 4, orders: 6 },
    { way: behindInAList, name: 'behindInAList', broken: 4, orders: 6 },
    { way: behindInAStream, name: 'behindInAStream', broken: 4, orders: 6 },
  ])('leaves the old price in the cache in $broken of $orders orders of $name', async (row) => {
    expect(await servesTheNewPrice(world, row.way, 'a reader').explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
    })
  })
})

describe('a key that is evicted before the flush', () => {
  it('is loaded again with the old price, in 5 of 10 orders of behindInAStream', async () => {
    const race = servesTheNewPrice(world, behindInAStream, 'an eviction')
    expect(await race.explore()).toMatchObject({ violations: 5, schedules: 10, exhaustive: true })
    const { violation } = await race.replay('writer eviction reader×5')
    expect(violation).toBe('the price is 120, and the cache says 100')
  })
})

describe('a writer that dies', () => {
  it.each([
    { way: cacheAside, name: 'cacheAside', says: 'the price is 120, and the cache says 100' },
    { way: writeThrough, name: 'writeThrough', says: 'the price is 120, and the cache says 100' },
    { way: cacheFirst, name: 'cacheFirst', says: 'the price is 100, and the cache says 120' },
  ])('between its two servers leaves them different in 1 of 3 orders of $name', async (row) => {
    expect(await servesTheNewPrice(world, row.way, 'a death').explore()).toMatchObject({
      violations: 1,
      schedules: 3,
      exhaustive: true,
      shortest: { reason: row.says },
    })
  })
})
