import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores, pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { behindInAList } from './behind-in-a-list.ts'
import { behindInAStream } from './behind-in-a-stream.ts'
import { behindInMemory } from './behind-in-memory.ts'
import { cacheAside } from './cache-aside.ts'
import { keepsAcknowledgedWrites } from './keeps-acknowledged-writes.ts'
import { readThrough } from './read-through.ts'
import { writeThrough } from './write-through.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a process that dies at any step', () => {
  it.each([
    { way: cacheAside, name: 'cacheAside', broken: 0, orders: 5 },
    { way: readThrough, name: 'readThrough', broken: 0, orders: 5 },
    { way: writeThrough, name: 'writeThrough', broken: 0, orders: 5 },
    { way: behindInMemory, name: 'behindInMemory', broken: 2, orders: 4 },
    { way: behindInAList, name: 'behindInAList', broken: 1, orders: 5 },
    { way: behindInAStream, name: 'behindInAStream', broken: 0, orders: 6 },
  ])('loses acknowledged writes in $broken of $orders orders of $name', async (row) => {
    const { race } = keepsAcknowledgedWrites(world, row.way, 'process')
    expect(await race.explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
    })
  })

  it('loses both writes of behindInMemory before the flush, and both of behindInAList after LPOP', async () => {
    const lost = async (way: typeof behindInMemory, order: string) =>
      (await keepsAcknowledgedWrites(world, way, 'process').race.replay(order)).violation
    expect(await lost(behindInMemory, 'shop×2 crash(shop)')).toBe(
      '2 of 2 acknowledged writes are lost',
    )
    const shown = await world.space.plain.get('price:1')
    expect([shown, (await pricesInDatabase(world)).get(1)]).toEqual(['110', 100])
    expect(await lost(behindInAList, 'shop×2 crash(shop)')).toBe(undefined)
    expect(await lost(behindInAList, 'shop×3 crash(shop)')).toBe(
      '2 of 2 acknowledged writes are lost',
    )
  })
})

describe('a Redis that loses its memory at any moment', () => {
  it.each([
    { way: cacheAside, name: 'cacheAside', broken: 0, orders: 9 },
    { way: readThrough, name: 'readThrough', broken: 0, orders: 9 },
    { way: writeThrough, name: 'writeThrough', broken: 0, orders: 9 },
    { way: behindInMemory, name: 'behindInMemory', broken: 0, orders: 6 },
    { way: behindInAList, name: 'behindInAList', broken: 2, orders: 7 },
    { way: behindInAStream, name: 'behindInAStream', broken: 2, orders: 8 },
  ])('loses acknowledged writes in $broken of $orders orders of $name', async (row) => {
    const { race } = keepsAcknowledgedWrites(world, row.way, 'redis')
    expect(await race.explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
    })
  })

  it.each([
    { appendonly: 'no', kept: 0 },
    { appendonly: 'yes', kept: 2 },
  ])(
    'is one that is killed: with appendonly $appendonly $kept of 2 writes are left',
    async (row) => {
      await using server = await dedicatedRedis({
        settings: { save: '', appendonly: row.appendonly, appendfsync: 'always' },
      })
      await putOnSale(world, 2)
      const open = () => behindInAStream({ pool: world.db.plain, redis: server.client() })
      for (const id of [1, 2]) await open().writePrice(id, 120)
      await server.crash()
      await server.restart()
      await open().flush!()
      const prices = [...(await pricesInDatabase(world)).values()]
      expect(prices.filter((price) => price === 120)).toHaveLength(row.kept)
    },
  )
})

describe('behindInAStream', () => {
  it('takes a newer price only, when a flush that was slow comes last', async () => {
    await putOnSale(world, 1)
    const { plain } = world.space
    const prices = behindInAStream({ pool: world.db.plain, redis: plain })
    await prices.writePrice(1, 110)
    const [[olderId]] = (await plain.xrange('writes', '-', '+')) as [[string, string[]]]
    await prices.writePrice(1, 120)
    await prices.flush!()
    // Another process read the first entry before, and writes it now.
    await plain.del('writes')
    await plain.xadd('writes', olderId, 'id', '1', 'price', '110')
    await prices.flush!()
    expect(await pricesInDatabase(world)).toEqual(new Map([[1, 120]]))
  })
})

describe('a price that the database refuses', () => {
  it('is an error to the writer of cacheAside, and acknowledged by behindInMemory', async () => {
    await putOnSale(world, 2)
    const stores = { pool: world.db.plain, redis: world.space.plain }
    await expect(cacheAside(stores).writePrice(1, -5)).rejects.toMatchObject({ code: '23514' })
    const prices = behindInMemory(stores)
    await prices.writePrice(1, -5)
    await prices.writePrice(2, 220)
    await expect(prices.flush!()).rejects.toMatchObject({ code: '23514' })
    // One statement for the whole batch: the other write waits with it.
    expect((await pricesInDatabase(world)).get(2)).toBe(100)
    expect(await prices.readPrice(1)).toBe(-5)
  })
})
