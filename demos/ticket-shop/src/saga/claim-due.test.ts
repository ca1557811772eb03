import { takeNote } from '@lab/saga'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { claimDue } from './claim-due.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

it('takes no order to a provider that is left alone, but those that are charged', async () => {
  const [waiting, charged] = [await placeTestOrder(shop.pool), await placeTestOrder(shop.pool)]
  await takeNote(shop.pool, charged, 'charge', 'done')
  const due = async (canPay: boolean) =>
    (await claimDue(shop, 16, canPay)).map(({ orderId }) => orderId)
  expect(await due(false)).toEqual([charged])
  expect(await due(false)).toEqual([])
  expect(await due(true)).toEqual([waiting])
  expect(await due(true), 'they are lent to one orchestrator').toEqual([])
})

it('lends an order twice as long each time that it is taken again, up to 16 times', async () => {
  const id = await placeTestOrder(shop.pool)
  const seconds: number[] = []
  for (let time = 0; time < 7; time++) {
    await shop.pool.query('update sagas set next_at = now() where order_id = $1', [id])
    await claimDue(shop, 1, true)
    const { rows } = await shop.pool.query(
      `select round(extract(epoch from next_at - now())::numeric, 1)::float as left
       from sagas where order_id = $1`,
      [id],
    )
    seconds.push(rows[0].left)
  }
  const lease = shop.configuration.LEASE_SECONDS
  ;[1, 2, 4, 8, 16, 16, 16].forEach((times, index) => {
    expect(seconds[index]).toBeGreaterThan(lease * times - 1)
    expect(seconds[index]).toBeLessThanOrEqual(lease * times)
  })
})
