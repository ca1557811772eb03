import { kafka } from '@lab/servers/kafka'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveOperations } from './http/serve-operations.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { readMetrics, samplesOf } from './metrics/read-metrics.fixture.ts'
import { openTestShop } from './open-test-shop.fixture.ts'
import type { TestShop } from './open-test-shop.fixture.ts'
import { placeTestOrder } from './place-test-order.fixture.ts'
import { startConsumer, startOrchestrator } from './roles.ts'

let shop: TestShop
let mailed: Promise<unknown>
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const bus = opened.use(await kafka())
  const prefix = `${bus.groupId('roles')}-`
  const admin = bus.client().admin()
  await admin.connect()
  await admin.createTopics({
    topics: ['commands', 'events'].map((topic) => ({ topic: `${prefix}${topic}` })),
    waitForLeaders: true,
  })
  await admin.disconnect()
  const payments = opened.use(
    await serveOnLoopback((_request, response) => response.writeHead(201).end()),
  )
  const mail = Promise.withResolvers<void>()
  mailed = mail.promise
  const mails = opened.use(
    await serveOnLoopback((_request, response) => {
      response.writeHead(202).end()
      response.once('close', mail.resolve)
    }),
  )
  shop = opened.use(
    await openTestShop({
      KAFKA_BROKERS: bus.brokers.join(','),
      NAME_PREFIX: prefix,
      PAYMENTS_URL: payments.url,
      MAIL_URL: mails.url,
      // Nothing is asked twice, however slow the machine is.
      LEASE_SECONDS: '600',
      RECONCILE_SECONDS: '600',
      PAYMENT_TIMEOUT_SECONDS: '30',
    }),
  )
})
afterAll(() => opened.disposeAsync())

it('brings one order to its end, and the numbers show its way', async () => {
  await using operations = await serveOperations(shop, metricsRoutes(shop))
  const read = async (prefix: string) => samplesOf(await readMetrics(operations.url), prefix)
  await placeTestOrder(shop.pool)
  expect(await read('shop_orders')).toMatchObject({ 'shop_orders{status="pending"}': 1 })
  {
    await using _consumer = await startConsumer(shop)
    await using _orchestrator = await startOrchestrator(shop)
    expect(await read('shop_breaker_state')).toEqual({
      'shop_breaker_state{state="closed"}': 1,
      'shop_breaker_state{state="open"}': 0,
      'shop_breaker_state{state="half-open"}': 0,
    })
    await mailed
  }
  const message = (group: string, outcome: string) =>
    `shop_messages_total{group="${group}",outcome="${outcome}"}`
  expect(await read('shop_messages_total')).toEqual({
    [message('tickets', 'processed')]: 1,
    [message('tickets', 'failed')]: 0,
    [message('tickets', 'set aside')]: 0,
    [message('tickets', 'let go')]: 0,
    [message('orchestrators', 'processed')]: 1,
    [message('orchestrators', 'failed')]: 0,
    [message('orchestrators', 'set aside')]: 0,
    [message('orchestrators', 'let go')]: 0,
  })
  expect(await read('shop_provider_call_seconds_count')).toEqual({
    'shop_provider_call_seconds_count{call="charge",outcome="done"}': 1,
  })
  expect(await read('shop_orders')).toMatchObject({ 'shop_orders{status="pending"}': 0 })
  expect(await read('shop_mails')).toMatchObject({ 'shop_mails{status="due"}': 0 })
  expect(await read('shop_outbox_rows')).toEqual({ shop_outbox_rows: 0 })
})
