import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { measuredPayments } from './measured-payments.ts'

let status = 201
let shop: TestShop
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const provider = opened.use(
    await serveOnLoopback((_request, response) => response.writeHead(status).end()),
  )
  shop = opened.use(await openTestShop({ PAYMENTS_URL: provider.url }))
})
afterAll(() => opened.disposeAsync())

async function samplesOf(name: string) {
  const { values } = await shop.metrics.registry.getSingleMetric(name)!.get()
  return values
}

async function calls() {
  const values = await samplesOf('shop_provider_call_seconds')
  const counts = values.filter(
    (one) => 'metricName' in one && String(one.metricName).endsWith('_count'),
  )
  return Object.fromEntries(
    counts.map(({ labels, value }) => [`${labels['call']}: ${labels['outcome']}`, value]),
  )
}

const breaker = async () =>
  (await samplesOf('shop_breaker_state'))
    .filter(({ value }) => value === 1)
    .map(({ labels }) => labels['state'])

it('counts calls by what became of them, and shows a breaker that has opened', async () => {
  using payments = measuredPayments(shop)
  const charge = () => payments.charge({ orderId: 'a', amountCents: 100, card: '4242' })
  expect(await charge()).toBe('done')
  status = 402
  expect(await charge()).toBe('refused')
  status = 200
  expect(await payments.refund('a')).toBe('done')
  await expect(charge()).rejects.toThrow('answered 200 to a charge')
  status = 404
  expect(await payments.find('a')).toBeUndefined()
  expect(await breaker()).toEqual(['closed'])
  status = 503
  let tries = 0
  for (; !payments.isOpen(); tries += 1) await expect(charge()).rejects.toThrow('answered 503')
  expect(await breaker()).toEqual(['open'])
  expect(payments.isOpen('look-ups')).toBe(false)
  await expect(charge()).rejects.toMatchObject({ code: 'EOPENBREAKER' })
  expect(await calls()).toEqual({
    'charge: done': 1,
    'charge: refused': 1,
    'charge: unplanned': 1,
    'charge: no answer': tries,
    'charge: kept back': 1,
    'refund: done': 1,
    'find: done': 1,
  })
})
