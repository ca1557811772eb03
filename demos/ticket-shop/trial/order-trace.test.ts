import { setTimeout as wait } from 'node:timers/promises'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Place } from '../src/reached.ts'
import { createAsk } from './ask.ts'
import { placeOnce } from './buy.ts'
import { openConcert, registerBuyer } from './concert.ts'
import { openServers } from './open-servers.ts'
import type { Servers } from './open-servers.ts'
import { openTrialData } from './open-trial-data.ts'
import { isMailed, traceOfOrder } from './order-trace.ts'
import { receiveSpans } from './receive-spans.ts'
import type { HeardSpan, SpanReceiver } from './receive-spans.ts'
import { isReady, startShop } from './start-shop.ts'

let servers: Servers
beforeAll(async () => void (servers = await openServers()))
afterAll(() => servers[Symbol.asyncDispose]())

const instances = { api: 1, orchestrator: 1, consumer: 1 }
const card = '4242424242421111'

/** A shop that sends its spans there, with a buyer before an open concert. */
async function open(collectorUrl: string, settings: Record<string, string> = {}) {
  await using opening = new AsyncDisposableStack()
  const data = opening.use(await openTrialData(servers, []))
  const shop = opening.use(
    await startShop({
      servers,
      data,
      instances,
      settings: { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl },
    }),
  )
  const ask = createAsk(shop.url, () => {})
  const { eventId } = await openConcert(ask, 20)
  const buyer = await registerBuyer(ask, 'alice@example.com')
  const order = () => placeOnce(ask, buyer, { key: 'a-key', eventId, quantity: 1, card })
  const opened = opening.move()
  return { data, shop, buyer, order, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** From the first span down, as `api POST /orders`. */
function lineage(spans: readonly HeardSpan[], name: string): string[] {
  const names: string[] = []
  let span = spans.find((one) => one.name === name)
  while (span !== undefined) {
    names.unshift(`${span.service} ${span.name}`)
    const { parentId } = span
    span = spans.find(({ id }) => id === parentId)
  }
  return names
}

describe('the trace of an order', () => {
  let collector: SpanReceiver
  let shop: Awaited<ReturnType<typeof open>>
  let orderId: string
  let spans: readonly HeardSpan[]
  const opened = new AsyncDisposableStack()
  beforeAll(async () => {
    collector = opened.use(await receiveSpans())
    shop = opened.use(await open(collector.url))
    orderId = (await shop.order()).orderId!
    await collector.until(isMailed)
    spans = [...collector.spans]
  })
  afterAll(() => opened.disposeAsync())

  it('goes through all processes', () => {
    const trace = traceOfOrder(spans)
    const toTheTickets = [
      'api POST /orders',
      'orchestrator go on',
      'orchestrator send commands',
      'consumer process commands',
    ]
    const toTheNews = [...toTheTickets, 'orchestrator send events', 'orchestrator process events']
    expect(lineage(trace, 'POST /charges')).toEqual([
      'api POST /orders',
      'orchestrator go on',
      'orchestrator saga charge',
      'orchestrator POST /charges',
    ])
    expect(lineage(trace, 'insert inbox')).toEqual([...toTheTickets, 'consumer insert inbox'])
    expect(lineage(trace, 'saga complete')).toEqual([...toTheNews, 'orchestrator saga complete'])
    expect(lineage(trace, 'evalsha')).toEqual(['api POST /orders', 'api evalsha'])
    expect(lineage(trace, 'POST /')).toEqual([
      'api POST /orders',
      'consumer mail',
      'consumer POST /',
    ])
    expect(trace.filter(({ isFailed }) => isFailed)).toEqual([])
  })

  it('says of a message where it was and who has read it', () => {
    const { attributes } = traceOfOrder(spans).find(({ name }) => name === 'process commands')!
    expect(attributes).toEqual({
      'messaging.system.name': 'kafka',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': expect.stringMatching(/-commands$/),
      'messaging.destination.partition.id': expect.stringMatching(/^[0-3]$/),
      'messaging.consumer.group.name': 'tickets',
      'kafka.offset': 0,
    })
  })

  it('tells a collector no address, card, token or password', () => {
    const told = JSON.stringify(spans)
    expect(told).toContain('insert into accounts')
    const { token } = shop.buyer
    const secrets = ['@example.com', card, '4242', token, 'correct horse battery', 'a-key']
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
  })

  it('stands beside those of requests alone: a look for work that finds none leaves no trace', () => {
    const begun = spans.filter(({ parentId }) => parentId === undefined)
    expect(new Set(begun.map(({ name }) => name))).toEqual(
      new Set(['POST /accounts', 'POST /events', 'POST /orders']),
    )
  })

  it('does not go on from a row that does not name it', async () => {
    // As a row of an outbox is that carries the message and not its trace.
    await shop.data.pool.query(
      `insert into outbox (topic, key, value) values ('events', $1, '{"type":"tickets issued"}')`,
      [orderId],
    )
    const later = () => collector.spans.slice(spans.length)
    await collector.until(() => later().some(({ name }) => name === 'process events'))
    expect(lineage(later(), 'process events')).toEqual([
      'orchestrator send events',
      'orchestrator process events',
    ])
    expect(traceOfOrder(collector.spans)).toEqual(traceOfOrder(spans))
  })
})

it('stays one trace when an orchestrator dies, and another one goes on with the order', async () => {
  await using collector = await receiveSpans()
  await using opened = await open(collector.url, { LEASE_SECONDS: '1' })
  const [orchestrator] = opened.shop.of('orchestrator')
  const { child } = orchestrator!
  const places: Place[] = ['charged, not noted']
  await child.ask({ type: 'die at', places })
  await opened.order()
  await child.ended
  await isReady(orchestrator!)
  await collector.until(isMailed)
  const trace = traceOfOrder(collector.spans)
  expect(lineage(trace, 'POST /charges')[1]).toBe('orchestrator go on')
  expect(lineage(trace, 'mail')).toEqual(['api POST /orders', 'consumer mail'])
})

it('keeps no buyer and no SIGTERM waiting for a collector that is silent', async () => {
  await using silent = await serveOnLoopback(() => {})
  await using opened = await open(silent.url)
  const began = performance.now()
  const { orderId } = await opened.order()
  const isComplete = async () => {
    const { rows } = await opened.data.pool.query(
      `select from orders where id = $1 and status = 'complete'`,
      [orderId],
    )
    return rows.length === 1
  }
  while (!(await isComplete())) await wait(20)
  // Below what the collector may take for one answer.
  expect(performance.now() - began).toBeLessThan(2_000)
  const roles = (['api', 'orchestrator', 'consumer'] as const).flatMap(opened.shop.of)
  const stopped = performance.now()
  await Promise.all(roles.map(({ child }) => child.kill('SIGTERM')))
  // Else STOP_SECONDS, which is 5, would end them.
  expect(performance.now() - stopped).toBeLessThan(4_500)
})
