import { inTransaction } from '@lab/servers/in-transaction'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestShop } from '../src/open-test-shop.fixture.ts'
import type { TestShop } from '../src/open-test-shop.fixture.ts'
import { placeTestOrder } from '../src/place-test-order.fixture.ts'
import { readBooks } from './read-books.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => void (await shop.pool.query('truncate accounts, venues, outbox cascade')))

const read = () => inTransaction(shop.pool, readBooks)

it('reads what an order costs, and what a seat of its event does', async () => {
  await placeTestOrder(shop.pool, { status: 'complete' })
  expect((await read()).orders).toMatchObject([{ amount_cents: 4_500, price_cents: 4_500 }])
})

it('reads the seats of every event', async () => {
  const orders = [await placeTestOrder(shop.pool), await placeTestOrder(shop.pool)]
  const { seats } = await read()
  expect(new Set(seats.map(({ order_id }) => order_id))).toEqual(new Set(orders))
  expect(new Set(seats.map(({ event_id }) => event_id)).size).toBe(2)
})

it('reads as parked also what has ended and waits for an operator', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
  expect((await read()).parked).toEqual([])
  await shop.pool.query(`update orders set parked_because = 'It is charged still'`)
  expect((await read()).parked).toEqual([{ id, because: 'It is charged still' }])
})
