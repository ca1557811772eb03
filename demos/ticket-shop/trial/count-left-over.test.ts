import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestShop } from '../src/open-test-shop.fixture.ts'
import type { TestShop } from '../src/open-test-shop.fixture.ts'
import { placeTestOrder } from '../src/place-test-order.fixture.ts'
import { countLeftOver } from './count-left-over.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => void (await shop.pool.query('truncate orders, outbox cascade')))

const end = (status: string) =>
  shop.pool.query(
    `with ended as (delete from sagas returning order_id)
     update orders set status = $1 from ended where id = order_id`,
    [status],
  )

describe('countLeftOver', () => {
  it('counts no order that is under way', async () => {
    await placeTestOrder(shop.pool)
    expect(await countLeftOver(shop.pool, 0)).toBe(0)
  })

  it.each(['complete', 'cancelled'])('counts a %s order until it is compared', async (status) => {
    await placeTestOrder(shop.pool)
    await end(status)
    expect(await countLeftOver(shop.pool, 0)).toBe(1)
    await shop.pool.query('update orders set reconciled_at = now()')
    expect(await countLeftOver(shop.pool, 0)).toBe(0)
  })

  it('counts the saga of an order that has ended', async () => {
    await placeTestOrder(shop.pool)
    await shop.pool.query(`update orders set status = 'complete', reconciled_at = now()`)
    expect(await countLeftOver(shop.pool, 0)).toBe(1)
  })

  it('counts news that is not sent, when it is old enough', async () => {
    await shop.pool.query(
      `insert into outbox (topic, key, value, created_at)
       values ('events', '', '', now() - interval '10 seconds')`,
    )
    expect([await countLeftOver(shop.pool, 5), await countLeftOver(shop.pool, 15)]).toEqual([1, 0])
  })
})
