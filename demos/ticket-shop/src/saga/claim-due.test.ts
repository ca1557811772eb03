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
