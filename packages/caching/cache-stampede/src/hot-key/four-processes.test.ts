import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { startFourProcesses, stampede } from './four-processes.ts'
import type { FourProcesses, Stampede } from './four-processes.ts'
import type { Way } from './ways.ts'

const opened = new AsyncDisposableStack()
let shop: Shop
let readers: FourProcesses['readers']
beforeAll(async () => {
  shop = opened.use(await openShop())
  readers = opened.use(startFourProcesses(shop)).readers
})
afterAll(() => opened.disposeAsync())

const all = (reads: number): Stampede => ({ reads, newPrices: 40, oldPrices: 0 })

describe('ten requests at once to each of four processes', () => {
  it.each([
    ['cache-aside', all(40)],
    ['single-flight', all(4)],
    ['lock-then-load', all(1)],
    ['lock-and-look-again', all(1)],
    ['lease', all(1)],
    ['stale-while-revalidate', { reads: 1, newPrices: 1, oldPrices: 39 }],
  ] as [Way, Stampede][])('read the database with %s as often as shown', async (way, expected) => {
    expect(await stampede(shop, readers, { way, requests: 10 })).toEqual(expected)
  })

  it('read it no more with no-expiry, and forty times when the key is deleted', async () => {
    const read = { way: 'no-expiry', requests: 10 } as const
    expect(await stampede(shop, readers, read)).toEqual({ reads: 0, newPrices: 0, oldPrices: 40 })
    expect(await stampede(shop, readers, { ...read, end: 'is deleted' })).toEqual(all(40))
  })

  it('read it forty times with stale-while-revalidate when the key is deleted', async () => {
    const read = { way: 'stale-while-revalidate', requests: 10, end: 'is deleted' } as const
    expect(await stampede(shop, readers, read)).toEqual(all(40))
  })

  it('read it once with single-flight when they come to one process', async () => {
    const found = await stampede(shop, readers.slice(0, 1), { way: 'single-flight', requests: 40 })
    expect(found).toEqual(all(1))
  })
})
