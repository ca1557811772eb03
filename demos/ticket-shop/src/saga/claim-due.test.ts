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
  expect(await claimDue(shop, 16, false)).toEqual([charged])
  expect(await claimDue(shop, 16, false)).toEqual([])
  expect(await claimDue(shop, 16, true)).toEqual([waiting])
  expect(await claimDue(shop, 16, true), 'they are lent to one orchestrator').toEqual([])
})
