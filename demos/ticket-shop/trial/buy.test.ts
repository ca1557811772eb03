import { expect, it } from 'vitest'
import { openTestShop } from '../src/open-test-shop.fixture.ts'
import { startApi } from '../src/http/start-api.ts'
import { createAsk } from './ask.ts'
import { buyInTime } from './buy.ts'
import { openOneSeat, registerBuyer } from './concert.ts'

it('buyInTime ends where an order does not: there is no orchestrator', async () => {
  await using shop = await openTestShop()
  await using api = await startApi(shop)
  const ask = createAsk(api.url, () => {})
  const { eventId } = await openOneSeat(ask, 'organiser@example.com')
  const purchase = { key: 'once', eventId, quantity: 1, card: '4242424242421111' }
  const buyer = await registerBuyer(ask, 'alice@example.com')
  const { signal } = new AbortController()
  const bought = await buyInTime(ask, buyer, purchase, signal, 500)
  expect(bought).toEqual({ ...purchase, told: 'pending', orderId: expect.any(String) })
})
