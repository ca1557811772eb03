import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { issueTickets } from './issue-tickets.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

it('issues tickets once, and tells the news again when it is asked again', async () => {
  const id = await placeTestOrder(shop.pool)
  const news = async () =>
    (await shop.pool.query('delete from outbox returning key, value')).rows as unknown[]
  const issued = { key: id, value: '{"type":"tickets issued"}' }
  await issueTickets(shop, id)
  expect(await news()).toEqual([issued])
  await issueTickets(shop, id)
  expect(await news()).toEqual([issued])
  const { rows } = await shop.pool.query('select order_id from tickets')
  expect(rows).toEqual([{ order_id: id }])
})

it.each(['cancelled', 'parked', 'complete'])(
  'issues none for an order that is %s',
  async (status) => {
    const id = await placeTestOrder(shop.pool, { status })
    await expect(issueTickets(shop, id)).rejects.toThrow('No order of this id waits for tickets')
  },
)
