import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveSpans } from '../../trial/receive-spans.ts'
import type { SpanReceiver } from '../../trial/receive-spans.ts'
import type { EventProducer } from '../kafka/open-producer.ts'
import { sendDue } from '../mails/run-mailer.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { relayOnce } from '../outbox/relay-once.ts'
import { createPayments } from '../payments/create-payments.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { goOn } from '../saga/go-on.ts'
import { openTraces } from './open-traces.ts'

let collector: SpanReceiver
let shop: TestShop
const producer = {
  sendBatch: () => Promise.reject(new TypeError('Kafka is away')),
} as unknown as EventProducer
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  collector = opened.use(await receiveSpans())
  const failing = opened.use(
    await serveOnLoopback((_request, response) => response.writeHead(503).end()),
  )
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    PAYMENTS_URL: failing.url,
    MAIL_URL: failing.url,
  }
  opened.use(await openTraces(environment, 'a-role'))
  shop = opened.use(await openTestShop(environment))
})
afterAll(() => opened.disposeAsync())

/** What has failed, and of which kind it was, once a span of that name is heard. */
async function failedUpTo(name: string) {
  await collector.until((spans) => spans.some((span) => span.name === name))
  const { traceId } = collector.spans.find((span) => span.name === name)!
  return collector.spans
    .filter((span) => span.traceId === traceId && span.isFailed)
    .map(({ name: failed, attributes }) => `${failed}: ${attributes['error.type']}`)
}

it('shows which call of the payment provider fails, and which step of the saga', async () => {
  const id = await placeTestOrder(shop.pool)
  using payments = createPayments(shop)
  await goOn(shop, { payments, producer }, id)
  expect(await failedUpTo('saga charge')).toEqual([
    'POST /charges: 503',
    'saga charge: ProviderError',
  ])
})

it('shows which mail fails', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'complete' })
  await shop.pool.query('insert into mails (order_id) values ($1)', [id])
  await sendDue(shop)
  expect(await failedUpTo('mail')).toEqual(['POST /: 503', 'mail: Error'])
})

it('shows which message Kafka does not take', async () => {
  await shop.pool.query(`insert into outbox (topic, key, value) values ('events', 'a', '{}')`)
  await expect(relayOnce(shop, producer)).rejects.toThrow('Kafka is away')
  expect(await failedUpTo('send events')).toEqual(['send events: TypeError'])
})
