// What an order asks of the database at most, from the request to the mail: counted on the wire, each
// part of the work by itself, so that no loop and no poll comes in between.
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { statementCounter } from '@lab/wire/statement-counter'
import type { StatementCounter } from '@lab/wire/statement-counter'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { concert, createClient } from './http/client.fixture.ts'
import type { Client } from './http/client.fixture.ts'
import { startApi } from './http/start-api.ts'
import type { EventProducer } from './kafka/open-producer.ts'
import { sendDue } from './mails/run-mailer.ts'
import { openTestShop, withoutLimits } from './open-test-shop.fixture.ts'
import { relayOnce } from './outbox/relay-once.ts'
import { reconcile } from './reconciler/reconcile.ts'
import { claimDue } from './saga/claim-due.ts'
import { goOn, hearIssued } from './saga/go-on.ts'
import type { Means, Shop } from './shop.ts'
import { issueTickets } from './tickets/issue-tickets.ts'

let shop: Shop
let counter: StatementCounter
let client: Client
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const mailProvider = opened.use(
    await serveOnLoopback((_request, response) => void response.writeHead(202).end()),
  )
  const test = opened.use(await openTestShop({ MAIL_URL: mailProvider.url }, withoutLimits))
  counter = opened.use(await statementCounter(test.db.url))
  const pool = counter.pool()
  shop = { ...test, pool, read: (work) => work(pool) }
  client = createClient(opened.use(await startApi(shop)).url)
})
afterAll(() => opened.disposeAsync())

const amountCents = concert().priceCents

/** A broker that takes all, and a provider that charges every card. */
const means: Means = {
  producer: { send: async () => [], sendBatch: async () => [] } as unknown as EventProducer,
  payments: {
    charge: async () => 'done',
    refund: async () => 'done',
    find: async () => ({ state: 'charged', amountCents }),
    isOpen: () => false,
    [Symbol.dispose]() {},
  },
}

async function announce() {
  const { accessToken } = await client.register('organiser')
  const announced = await client.ask('POST /events', { token: accessToken, body: concert() })
  const { accessToken: token } = await client.register('buyer')
  return { token, eventId: (announced.body as { id: string }).id }
}

async function order({ token, eventId }: Awaited<ReturnType<typeof announce>>): Promise<void> {
  const { status } = await client.ask('POST /orders', {
    token,
    body: { eventId, quantity: 1, card: '4242424242424242' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  expect(status).toBe(202)
}

async function ordersOf({ eventId }: { eventId: string }): Promise<string[]> {
  const { rows } = await shop.pool.query('select id from orders where event_id = $1', [eventId])
  return rows.map(({ id }) => id)
}

/** What work asks of the database, each statement by what it changes or else reads. */
async function asks(work: () => Promise<unknown>): Promise<string[]> {
  const { statements } = await counter.during(work)
  return statements.map((text) => {
    const changes = text.match(/\b(?:insert into|delete from|(?<!for )(?<!key )update) \w+/g)
    return changes?.join(', ') ?? text.match(/\bfrom (?!unnest)\w+/g)?.at(-1) ?? text
  })
}

const goOnWithDue = async () => {
  for (const { orderId } of await claimDue(shop, 16, true)) await goOn(shop, means, orderId)
}

const claim = 'update sagas'
const read = 'from orders'
const note = 'insert into saga_log'
const batchOfEvents = ['from outbox', 'begin', 'delete from outbox', 'commit']
const batchOfMails = ['update mails', 'update mails']
/** What was lost, a page of what has ended, the note, and a page that is empty. */
const comparison = ['insert into sagas', 'insert into mails', read, 'update orders', read]

it('an order alone asks 29 statements, from its request to its comparison', async () => {
  const sale = await announce()
  expect(await asks(() => order(sale))).toEqual([
    'begin',
    'insert into idempotency_keys',
    'insert into orders',
    'from seats',
    'update seats',
    'insert into order_seats, insert into sagas',
    'commit',
  ])
  expect(await asks(goOnWithDue)).toEqual([claim, read, note])
  const [id] = await ordersOf(sale)
  expect(await asks(() => issueTickets(shop, id!))).toEqual([
    'begin',
    'insert into inbox',
    'insert into tickets, insert into ledger',
    'insert into outbox',
    'commit',
  ])
  expect(await asks(() => relayOnce(shop, means.producer))).toEqual(batchOfEvents)
  expect(await asks(() => hearIssued(shop, means, id!))).toEqual([
    read,
    note,
    'delete from sagas, insert into mails, update orders',
  ])
  expect(await asks(() => sendDue(shop))).toEqual(batchOfMails)
  expect(await asks(() => reconcile(shop, means.payments))).toEqual(comparison)
})

it('six orders share a claim, a batch of events, one of mails, and a comparison', async () => {
  const sale = await announce()
  for (let count = 1; count <= 6; count += 1) await order(sale)
  const ids = await ordersOf(sale)
  expect(await asks(goOnWithDue)).toEqual([claim, ...ids.flatMap(() => [read, note])])
  for (const id of ids) await issueTickets(shop, id)
  expect(await asks(() => relayOnce(shop, means.producer))).toEqual(batchOfEvents)
  for (const id of ids) await hearIssued(shop, means, id)
  expect(await asks(() => sendDue(shop))).toEqual(batchOfMails)
  expect(await asks(() => reconcile(shop, means.payments))).toEqual(comparison)
})

it('a look that finds nothing is one statement', async () => {
  expect(await asks(goOnWithDue)).toEqual([claim])
  expect(await asks(() => relayOnce(shop, means.producer))).toEqual(['from outbox'])
  expect(await asks(() => sendDue(shop))).toEqual(['update mails'])
})
