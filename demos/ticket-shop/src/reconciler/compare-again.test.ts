import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { compareAgain } from './compare-again.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => {
  await shop.pool.query('truncate orders cascade')
})

/** Orders that were compared, one of each end, and a third one. */
async function placeCompared() {
  const complete = await placeTestOrder(shop.pool, { status: 'complete' })
  const cancelled = await placeTestOrder(shop.pool, { status: 'cancelled' })
  const other = await placeTestOrder(shop.pool, { status: 'complete' })
  await shop.pool.query('update orders set reconciled_at = now()')
  return { complete, cancelled, other }
}

async function openOrders(): Promise<string[]> {
  const { rows } = await shop.pool.query(
    'select id from orders where reconciled_at is null order by id',
  )
  return rows.map(({ id }) => id)
}

it('leaves alone what agrees', async () => {
  await placeCompared()
  expect(await compareAgain(shop, undefined), 'the next look begins anew').toBeUndefined()
  expect(await openOrders()).toEqual([])
})

it.each([
  ['its tickets', 'delete from tickets where order_id = $1'],
  ['its credit', 'delete from ledger where order_id = $1'],
  ['its seats', 'update seats set order_id = null where order_id = $1'],
])('finds a complete order that has lost %s', async (_, sql) => {
  const { complete } = await placeCompared()
  await shop.pool.query(sql, [complete])
  await compareAgain(shop, undefined)
  expect(await openOrders()).toEqual([complete])
})

it('finds both orders when the seat of one was given to the other', async () => {
  const { complete, other } = await placeCompared()
  await shop.pool.query('update seats set order_id = $2 where order_id = $1', [complete, other])
  await compareAgain(shop, undefined)
  expect(await openOrders()).toEqual([complete, other])
})

it('finds a cancelled order that holds a seat', async () => {
  const { cancelled } = await placeCompared()
  await shop.pool.query('update seats set order_id = $1 where order_id is null', [cancelled])
  await compareAgain(shop, undefined)
  expect(await openOrders()).toEqual([cancelled])
})

it('finds none again that waits for an operator, or is under way', async () => {
  const { complete, cancelled, other } = await placeCompared()
  await shop.pool.query('delete from tickets')
  await shop.pool.query('update seats set order_id = $1', [cancelled])
  for (const [id, status, because] of [
    [complete, 'parked', null],
    [cancelled, 'cancelled', 'It is cancelled, and has 2 seats'],
    [other, 'pending', null],
  ])
    await shop.pool.query('update orders set status = $2, parked_because = $3 where id = $1', [
      id,
      status,
      because,
    ])
  await compareAgain(shop, undefined)
  expect(await openOrders()).toEqual([])
})

it('looks at so many a time, goes on behind them, and begins anew', async () => {
  await placeCompared()
  await shop.pool.query('delete from tickets')
  const { rows } = await shop.pool.query('select id from orders order by id')
  const [first, second, third] = rows.map(({ id }) => id)
  expect(await compareAgain(shop, undefined, 2)).toBe(second)
  expect(await openOrders()).toEqual([first])
  expect(await compareAgain(shop, second, 2)).toBeUndefined()
  expect(await openOrders()).toEqual([first, third])
})

it('reads what it looks at by indexes, however much has ended', async () => {
  const { complete } = await placeCompared()
  await shop.pool.query(
    `with ended as (
       insert into orders (buyer_id, event_id, quantity, amount_cents, card, status, held_until, reconciled_at)
       select buyer_id, event_id, 1, 4500, card, 'complete', now(), now()
       from orders, generate_series(1, 5000) where id = $1 returning id, event_id
     ), sold as (
       insert into seats (event_id, label, order_id) select event_id, id, id from ended
       returning id, order_id
     ), issued as (
       insert into tickets (order_id, seat_id) select order_id, id from sold
     )
     insert into ledger (organiser_id, order_id, amount_cents)
     select organiser_id, order_id, 4500 from sold, events where events.id = (select event_id from ended limit 1)`,
    [complete],
  )
  await shop.pool.query('analyze')
  const plans: string[] = []
  const pool = {
    async query(text: string, values: unknown[]) {
      const { rows } = await shop.pool.query(`explain ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return shop.pool.query(text, values)
    },
  } as unknown as TestShop['pool']
  expect(await compareAgain({ ...shop, pool }, undefined, 1_000)).toBeDefined()
  expect(await openOrders()).toEqual([])
  expect(plans[0]).not.toContain('Seq Scan')
})
