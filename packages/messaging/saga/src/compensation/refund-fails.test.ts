import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { orchestrated } from '../order/orchestrated.ts'
import { serve } from '../services/serve.ts'
import { readLog } from '../saga/saga-log.ts'
import { shopState } from '../shop-state.ts'
import { parkedOrders, takeUp } from './parked-orders.ts'
import { refundFails } from './refund-fails.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('refundFails', () => {
  it('is compensated after two failures, in all 27 orders in which the orchestrator dies or not', async () => {
    const { outcomes, ...found } = await refundFails(shop, 2).holds()
    expect(found).toMatchObject({ schedules: 27, exhaustive: true })
    const undone = { order: 'compensated', taken: 0, charges: 1, paid: 0, shipments: 0 }
    expect(outcomes.map(({ state }) => state)).toEqual([undone, undone])
  })

  it('waits for the clock before each further try', async () => {
    const { moments } = await refundFails(shop, 2).replay('')
    expect(
      moments.flatMap((moment) =>
        moment.type === 'step' && /^(send|time)/.test(moment.statement) ? [moment.statement] : [],
      ),
    ).toEqual([
      'send commands order-1 refund',
      'time to refund 2, after 1000 ms',
      'send commands order-1 refund 2',
      'time to refund 3, after 2000 ms',
      'send commands order-1 refund 3',
      'send commands order-1 release',
    ])
  })

  it('is parked after three failures, in all 22 orders in which the orchestrator dies or not', async () => {
    const { outcomes, ...found } = await refundFails(shop, 9).holds()
    expect(found).toMatchObject({ schedules: 22, exhaustive: true })
    const parked = { order: 'parked', taken: 1, charges: 1, paid: 30, shipments: 0 }
    expect(outcomes.map(({ state }) => state)).toEqual([parked, parked])
  })

  it('shows a person what could not be undone, and goes on from there', async () => {
    await refundFails(shop, 9).replay('')
    expect(await parkedOrders(shop.plain.orders)).toEqual([
      { id: 'order-1', command: 'refund', outcome: 'failed' },
      { id: 'order-1', command: 'refund 2', outcome: 'failed' },
      { id: 'order-1', command: 'refund 3', outcome: 'failed' },
    ])
    await takeUp(shop.plain.orders, 'order-1')
    // The bank is back.
    for (let left = 2; left > 0; left--) {
      await orchestrated(shop, shop.replies.drain)
      await serve(shop, shop.commands.drain)
    }
    await orchestrated(shop, shop.replies.drain)
    expect(await shopState(shop)).toMatchObject({ order: 'compensated', paid: 0, taken: 0 })
    expect(await readLog(shop.plain.orders, 'order-1')).toEqual([
      { command: 'reserve', outcome: 'done' },
      { command: 'charge', outcome: 'done' },
      { command: 'ship', outcome: 'refused' },
      { command: 'refund', outcome: 'done' },
      { command: 'release', outcome: 'done' },
    ])
  })
})
