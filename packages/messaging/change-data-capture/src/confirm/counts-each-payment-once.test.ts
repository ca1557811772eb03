import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { confirmFirst } from './confirm-first.ts'
import { countsEachPaymentOnce } from './counts-each-payment-once.ts'
import { positionWithTheWork } from './position-with-the-work.ts'
import { workFirst } from './work-first.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('a consumer that dies at any step', () => {
  it('loses a payment that it has confirmed first: 2 of 6 orders', async () => {
    expect(await countsEachPaymentOnce(shop, confirmFirst).explore()).toMatchObject({
      schedules: 6,
      violations: 2,
      exhaustive: true,
      shortest: { reason: '2 orders are paid, and it counts 1' },
    })
  })

  it('counts a payment twice that it has not confirmed: 2 of 6 orders', async () => {
    expect(await countsEachPaymentOnce(shop, workFirst).explore()).toMatchObject({
      schedules: 6,
      violations: 2,
      exhaustive: true,
      shortest: { reason: '2 orders are paid, and it counts 3' },
    })
  })

  it('counts each payment once with positionWithTheWork, in all 12', async () => {
    const found = await countsEachPaymentOnce(shop, positionWithTheWork).holds()
    expect(found).toMatchObject({ schedules: 12, exhaustive: true })
  })

  it('loses the next payment with the position that the library sends: 4 of 12', async () => {
    const race = countsEachPaymentOnce(shop, positionWithTheWork, 'acknowledge')
    expect(await race.explore()).toMatchObject({
      schedules: 12,
      violations: 4,
      exhaustive: true,
      shortest: { reason: '2 orders are paid, and it counts 1' },
    })
  })
})
