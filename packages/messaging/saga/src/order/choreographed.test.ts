import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { choreographyDies } from './ends-complete-or-undone.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

// Beside the other ways' tests this one would run after them, and takes as long.
describe.each([
  { trouble: 'none', ends: 'complete', orders: 45 },
  { trouble: 'no credit', ends: 'compensated', orders: 45 },
  { trouble: 'depot closed', ends: 'compensated', orders: 65 },
] as const)('choreographed, $trouble', ({ trouble, ends, orders }) => {
  it(`ends ${ends} in all ${orders} orders in which services and relays die or not`, async () => {
    const found = await choreographyDies(shop, trouble).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
    expect(new Set(found.outcomes.map(({ state }) => (state as { order: string }).order))).toEqual(
      new Set([ends]),
    )
  })
})
