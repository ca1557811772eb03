import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import { proxy } from '@lab/wire/proxy'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { concert, createClient } from '../http/client.fixture.ts'
import type { Client } from '../http/client.fixture.ts'
import { serveOperations } from '../http/serve-operations.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { metricsRoutes } from './metrics-routes.ts'
import { readMetrics, samplesOf } from './read-metrics.fixture.ts'

let shop: TestShop
let client: Client
let url: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({ ANONYMOUS_LIMIT: '50' }))
  client = createClient(opened.use(await startApi(shop)).url)
  url = opened.use(await serveOperations(shop, metricsRoutes(shop))).url
})
afterAll(() => opened.disposeAsync())

it('counts requests by the pattern of their route, their method and status', async () => {
  const { accessToken: organiser } = await client.register('organiser')
  const { body } = await client.ask('POST /events', { token: organiser, body: concert() })
  const { id: eventId } = body as { id: string }
  const { accessToken: token } = await client.register('buyer')
  const { headers } = await client.ask('POST /orders', {
    token,
    headers: { 'idempotency-key': 'a-key' },
    body: { eventId, quantity: 1, card: '4242424242424242' },
  })
  for (const path of [headers.get('location'), `/orders/${crypto.randomUUID()}`, '/../etc/7']) {
    await client.ask(`GET ${path}`, { token })
  }
  await fetch(new URL('/orders', url), { method: 'PROPFIND' })
  const counts = samplesOf(await readMetrics(url), 'shop_http_request_seconds_count')
  const line = (method: string, route: string, status: number) =>
    `shop_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`
  expect(counts).toEqual({
    [line('POST', '/accounts', 201)]: 2,
    [line('POST', '/events', 201)]: 1,
    [line('POST', '/orders', 202)]: 1,
    [line('GET', '/orders/:id', 200)]: 1,
    [line('GET', '/orders/:id', 404)]: 1,
    [line('GET', 'none', 404)]: 1,
    [line('other', 'none', 404)]: 1,
  })
})

it('is a page of text, with the numbers of Node, and no label holds an id', async () => {
  const reply = await fetch(new URL('/metrics', url))
  const text = await reply.text()
  expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(text).toMatch(/^process_cpu_seconds_total \d/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
  expect(text).toContain('# TYPE shop_oldest_pending_order_seconds gauge')
  expect(text).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
})

it('is not where customers come', async () => {
  expect(await client.ask('GET /metrics')).toMatchObject({ status: 404 })
})

it('shares nothing with another shop of the same process', async () => {
  await using other = await openTestShop()
  await using operations = await serveOperations(other, metricsRoutes(other))
  expect(samplesOf(await readMetrics(operations.url), 'shop_http_request_seconds_count')).toEqual(
    {},
  )
})

it('tells which connections are idle, and how many requests wait for one', async () => {
  await using busy = await openTestShop()
  await using operations = await serveOperations(busy, metricsRoutes(busy))
  const clients = await Promise.all(Array.from({ length: 10 }, () => busy.pool.connect()))
  const waiting = busy.pool.query('select 1')
  const found = await readMetrics(operations.url)
  expect(samplesOf(found, 'shop_pool_connections')).toEqual({
    'shop_pool_connections{pool="database",state="total"}': 10,
    'shop_pool_connections{pool="database",state="idle"}': 0,
    'shop_pool_connections{pool="database",state="waiting"}': 1,
  })
  expect(found.get('shop_orders{status="pending"}'), 'it needs none of them').toBe(0)
  for (const one of clients) one.release()
  await waiting
  expect(samplesOf(await readMetrics(operations.url), 'shop_pool_connections')).toMatchObject({
    'shop_pool_connections{pool="database",state="idle"}': 10,
    'shop_pool_connections{pool="database",state="waiting"}': 0,
  })
})

it('tells how many passwords wait until others are hashed', async () => {
  await using busy = await openTestShop({ HASHES_AT_ONCE: '1' })
  await using operations = await serveOperations(busy, metricsRoutes(busy))
  const waiting = async () => (await readMetrics(operations.url)).get('shop_hashes_waiting')
  const { promise: held, resolve: goOn } = Promise.withResolvers<void>()
  const hashes = [1, 2, 3].map(() => busy.hashes.run(() => held))
  expect(await waiting()).toBe(2)
  goOn()
  await Promise.all(hashes)
  expect(await waiting()).toBe(0)
})

it('counts requests that are limited without Redis', async () => {
  await using space = await redis()
  await using link = await proxy(space.url)
  await using lonely = await openTestShop({ REDIS_URL: link.url })
  await using api = await startApi(lonely)
  await using operations = await serveOperations(lonely, metricsRoutes(lonely))
  const failures = async () =>
    (await readMetrics(operations.url)).get('shop_limiter_failures_total')
  const { ask } = createClient(api.url)
  await ask('GET /events')
  expect(await failures()).toBe(0)
  await link.cut()
  await ask('GET /events')
  await ask('GET /events')
  expect(await failures()).toBe(2)
})

const failed = (readings: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(readings).map(([name, value]) => [
      `shop_collect_failed{reading="${name}"}`,
      value,
    ]),
  )
const allFailed = failed({
  orders: 1,
  comparison: 1,
  sagas: 1,
  outbox: 1,
  mails: 1,
  dead_letters: 1,
})
const backlog = /^shop_(?:orders|oldest|sagas?|outbox|mails|dead)/

it('leaves out what the database cannot tell, and is there all the same', async () => {
  await using db = await postgres({ schema: new URL('../../schema.sql', import.meta.url) })
  await using link = await proxy(db.url)
  await using cut = await openTestShop({ DATABASE_URL: link.url })
  await using operations = await serveOperations(cut, metricsRoutes(cut))
  const read = async () => {
    const found = await readMetrics(operations.url)
    return {
      failed: samplesOf(found, 'shop_collect_failed'),
      numbers: [...found.keys()].filter((name) => backlog.test(name)).length,
      limiter: found.get('shop_limiter_failures_total'),
    }
  }
  expect(await read()).toMatchObject({ numbers: 13, failed: { ...failed({ orders: 0 }) } })
  await link.cut()
  expect(await read()).toEqual({ numbers: 0, failed: allFailed, limiter: 0 })
  await link.restore()
  expect(await read()).toMatchObject({ numbers: 13 })
  link.hang()
  expect(await read(), 'a server that says nothing').toEqual({
    numbers: 0,
    failed: allFailed,
    limiter: 0,
  })
})

it('leaves out one number whose table is locked, and tells the others', async () => {
  const locker = await shop.pool.connect()
  await locker.query('begin; lock table mails')
  const found = await readMetrics(url)
  await locker.query('rollback')
  locker.release()
  expect(samplesOf(found, 'shop_collect_failed')).toEqual({
    ...allFailed,
    ...failed({ orders: 0, comparison: 0, sagas: 0, outbox: 0, mails: 1, dead_letters: 0 }),
  })
  expect(found.has('shop_oldest_due_mail_seconds')).toBe(false)
  expect(found.has('shop_dead_letters')).toBe(true)
})
