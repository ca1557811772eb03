import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersAsTheDatabase } from './answers-as-the-database.ts'
import { cacheAside } from './hot-key/cache-aside.ts'
import { lease } from './hot-key/lease.ts'
import { lockAndLookAgain } from './hot-key/lock-and-look-again.ts'
import { bloomGuard } from './missing-keys/bloom-guard.ts'
import { negativeCaching } from './missing-keys/negative-caching.ts'
import { openShop } from './open-shop.ts'
import type { Shop } from './open-shop.ts'
import { addThenWrite, writeOnly, writeThenAdd, writeThenDelete } from './price-writer.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('a price is changed while it is read', () => {
  it.each([
    { create: cacheAside, orders: 126, broken: 35 },
    { create: lockAndLookAgain, orders: 495, broken: 70 },
    { create: lease, orders: 126, broken: 0 },
  ])(
    'caches the old price with $create.name in $broken of $orders orders',
    async ({ create, orders, broken }) => {
      const ways = { create, write: writeThenDelete }
      const found = await answersAsTheDatabase(shop, ways, { row: 'exists' }).explore()
      expect(found).toMatchObject({ schedules: orders, violations: broken, exhaustive: true })
    },
  )
})

describe('a row is inserted while it is read', () => {
  it.each([
    { create: negativeCaching, write: writeOnly, orders: 56, broken: 46 },
    { create: negativeCaching, write: writeThenDelete, orders: 126, broken: 35 },
    { create: lease, write: writeThenDelete, orders: 126, broken: 0 },
    { create: bloomGuard, write: writeThenAdd, orders: 5, broken: 0 },
    { create: bloomGuard, write: addThenWrite, orders: 57, broken: 0 },
  ])(
    'hides it with $create.name and $write.name in $broken of $orders orders',
    async ({ create, write, orders, broken }) => {
      const found = await answersAsTheDatabase(shop, { create, write }, missing).explore()
      expect(found).toMatchObject({ schedules: orders, violations: broken, exhaustive: true })
    },
  )

  it.each([
    { write: writeThenAdd, orders: 12, broken: 5 },
    { write: addThenWrite, orders: 66, broken: 0 },
  ])(
    'hides it behind a filter in $broken of $orders orders when the writer may die in $write.name',
    async ({ write, orders, broken }) => {
      const ways = { create: bloomGuard, write }
      const race = answersAsTheDatabase(shop, ways, { ...missing, writerMayDie: true })
      const found = await race.explore()
      expect(found).toMatchObject({ schedules: orders, violations: broken, exhaustive: true })
    },
  )
})

const missing = { row: 'is missing' } as const
