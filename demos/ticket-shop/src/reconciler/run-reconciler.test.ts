import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { createPayments } from '../payments/create-payments.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { runReconciler } from './run-reconciler.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop({ RECONCILE_SECONDS: '0.01' })))
afterAll(() => shop[Symbol.asyncDispose]())

it('parks an order whose tickets are lost after its comparison', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'complete' })
  await shop.pool.query('update orders set reconciled_at = now()')
  await shop.pool.query('delete from tickets')
  using payments = createPayments(shop)
  await using _reconciler = runReconciler(shop, payments)
  const orderOf = async () =>
    (await shop.pool.query('select status, parked_because from orders where id = $1', [id])).rows[0]
  await expect.poll(orderOf, { timeout: 60_000 }).toEqual({
    status: 'parked',
    parked_because: 'It is complete, and has 0 of 1 tickets',
  })
})
