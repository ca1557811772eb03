import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cacheAside } from '../hot-key/cache-aside.ts'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { passTime } from '../hot-key/put-price.ts'
import { missingMs, noPrice, priceKey } from '../price-reader.ts'
import { bloomGuard } from './bloom-guard.ts'
import { createBloomFilter, falsePositives } from './bloom-filter.ts'
import { negativeCaching } from './negative-caching.ts'
import { countFalsePositives, putProducts, readsOfIds, rows } from './reads-of-ids.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

const one = Array<number>(100).fill(rows + 1)
const different = Array.from({ length: 100 }, (_, index) => rows + 1 + index)

describe('100 requests for ids that do not exist', () => {
  it.each([
    { way: cacheAside, ids: 'one id', expected: { reads: 100, keys: 0 } },
    { way: negativeCaching, ids: 'one id', expected: { reads: 1, keys: 1 } },
    { way: bloomGuard, ids: 'one id', expected: { reads: 0, keys: 0 } },
    { way: cacheAside, ids: '100 ids', expected: { reads: 100, keys: 0 } },
    { way: negativeCaching, ids: '100 ids', expected: { reads: 100, keys: 100 } },
    { way: bloomGuard, ids: '100 ids', expected: { reads: 0, keys: 0 } },
  ])(
    'for $ids, $way.name reads the database $expected.reads times',
    async ({ way, ids, expected }) => {
      await putProducts(shop)
      expect(await readsOfIds(shop, way, ids === 'one id' ? one : different)).toEqual(expected)
    },
  )
})

describe('bloomGuard', () => {
  it('finds every product that exists', async () => {
    await putProducts(shop)
    const known = createBloomFilter(shop.plainRedis)
    const found = Array.from({ length: rows }, (_, index) => known.mayHave(index + 1))
    expect((await Promise.all(found)).filter(Boolean)).toHaveLength(rows)
  })

  it('takes 67 of 10,000 unknown ids for known ones: as the formula says, within chance', async () => {
    const filter = { bits: 10_000, hashes: 7 }
    const counted = await countFalsePositives(shop, filter)
    expect(counted).toBe(67)
    const law = 10_000 * falsePositives({ ...filter, known: rows })
    expect(Math.abs(counted - law)).toBeLessThan(2 * Math.sqrt(law))
  })
})

describe('negativeCaching', () => {
  it('hides a row that is inserted, until the entry expires', async () => {
    await putProducts(shop)
    const id = rows + 1
    await readsOfIds(shop, negativeCaching, [id])
    await shop.plain.query('insert into products values ($1, 12)', [id])
    expect(await readsOfIds(shop, negativeCaching, [id])).toMatchObject({ reads: 0 })
    expect(await shop.plainRedis.get(priceKey(id))).toBe(noPrice)
    await passTime(shop.plainRedis, missingMs)
    expect(await readsOfIds(shop, negativeCaching, [id])).toMatchObject({ reads: 1 })
    expect(await shop.plainRedis.get(priceKey(id))).toBe('12')
  })
})
