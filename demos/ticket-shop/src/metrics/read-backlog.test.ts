import { takeNote } from '@lab/saga'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setAside } from '../dead-letters/set-aside.ts'
import { concert, createClient } from '../http/client.fixture.ts'
import { serveOperations } from '../http/serve-operations.ts'
import { startApi } from '../http/start-api.ts'
import { sendDue } from '../mails/run-mailer.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { decide } from '../operator/decide.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { endOrder } from '../saga/end-order.ts'
import { issueTickets } from '../tickets/issue-tickets.ts'
import { metricsRoutes } from './metrics-routes.ts'
import { readings } from './readings.ts'
import { readMetrics, samplesOf } from './read-metrics.fixture.ts'

let shop: TestShop
let url: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const provider = opened.use(
    await serveOnLoopback((_request, response) => response.writeHead(400).end()),
  )
  shop = opened.use(await openTestShop({ MAIL_URL: provider.url }))
  url = opened.use(await serveOperations(shop, metricsRoutes(shop))).url
})
afterAll(() => opened.disposeAsync())

/** What its numbers are now; an age only as whole hours. */
async function read(prefix: string) {
  const samples = Object.entries(samplesOf(await readMetrics(url), prefix))
  return Object.fromEntries(
    samples.map(([name, value]) => [
      name,
      name.endsWith('_seconds') ? `${Math.floor(value / 3600)} h` : value,
    ]),
  )
}

const threeHoursAgo = `now() - interval '3 hours 10 minutes'`

it('counts an order that was placed, until it ends, and those that are parked', async () => {
  await using api = await startApi(shop)
  const { ask, register } = createClient(api.url)
  const { accessToken: organiser } = await register('organiser')
  const { accessToken: token, id: buyerId } = await register('buyer')
  const { body: event } = await ask('POST /events', { token: organiser, body: concert() })
  const place = async (key: string) => {
    const { body } = await ask('POST /orders', {
      token,
      headers: { 'idempotency-key': key },
      body: { eventId: (event as { id: string }).id, quantity: 1, card: '4242424242424242' },
    })
    return (body as { id: string }).id
  }
  const [first, second] = [await place('first'), await place('second')]
  expect(await read('shop_orders')).toEqual({
    'shop_orders{status="pending"}': 2,
    'shop_orders{status="parked"}': 0,
  })
  expect(await read('shop_saga')).toEqual({
    shop_sagas_due: 2,
    shop_saga_lateness_seconds: '0 h',
  })
  await shop.pool.query(`update orders set created_at = ${threeHoursAgo} where id = $1`, [first])
  await shop.pool.query(`update sagas set next_at = ${threeHoursAgo} where order_id = $1`, [first])
  await shop.pool.query(
    `update sagas set next_at = now() + interval '1 hour' where order_id = $1`,
    [second],
  )
  expect(await read('shop_oldest_pending')).toEqual({ shop_oldest_pending_order_seconds: '3 h' })
  expect(await read('shop_saga')).toEqual({
    shop_sagas_due: 1,
    shop_saga_lateness_seconds: '3 h',
  })
  await endOrder(shop.pool, first, 'parked', 'The payment provider answered 418')
  await endOrder(shop.pool, second, 'complete')
  expect(await read('shop_orders')).toEqual({
    'shop_orders{status="pending"}': 0,
    'shop_orders{status="parked"}': 1,
  })
  expect(await read('shop_oldest_pending')).toEqual({ shop_oldest_pending_order_seconds: '0 h' })
  await decide(shop, buyerId, ['order', first], 'give up')
  expect(await read('shop_orders{status="parked"}')).toEqual({ 'shop_orders{status="parked"}': 0 })
  await shop.pool.query('delete from mails')
})

it('counts a cancelled order that the reconciler found wrong as parked', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
  await shop.pool.query(`update orders set parked_because = 'not paid back' where id = $1`, [id])
  expect(await read('shop_orders{status="parked"}')).toEqual({ 'shop_orders{status="parked"}': 1 })
  await shop.pool.query('update orders set parked_because = null')
})

it('tells how long an order that has ended waits for its comparison', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
  await shop.pool.query(`update orders set created_at = ${threeHoursAgo} where id = $1`, [id])
  const name = 'shop_oldest_uncompared_order_seconds'
  expect(await read(name)).toEqual({ [name]: '3 h' })
  await shop.pool.query('update orders set reconciled_at = now()')
  expect(await read(name)).toEqual({ [name]: '0 h' })
})

it('counts events that no relay has sent', async () => {
  const id = await placeTestOrder(shop.pool)
  await takeNote(shop.pool, id, 'charge', 'done')
  expect(await read('shop_outbox')).toEqual({
    shop_outbox_rows: 0,
    shop_outbox_oldest_seconds: '0 h',
  })
  await issueTickets(shop, id)
  await shop.pool.query(`update outbox set created_at = ${threeHoursAgo}`)
  await issueTickets(shop, id)
  expect(await read('shop_outbox')).toEqual({
    shop_outbox_rows: 2,
    shop_outbox_oldest_seconds: '3 h',
  })
})

it('counts mails that are due, and those that are dead', async () => {
  const id = await placeTestOrder(shop.pool)
  await endOrder(shop.pool, id, 'complete')
  await shop.pool.query(`update mails set created_at = ${threeHoursAgo}`)
  const mails = (due: number, dead: number) => ({
    'shop_mails{status="due"}': due,
    'shop_mails{status="dead"}': dead,
  })
  expect(await read('shop_mails')).toEqual(mails(1, 0))
  expect(await read('shop_oldest_due')).toEqual({ shop_oldest_due_mail_seconds: '3 h' })
  await shop.pool.query(`update orders set status = 'parked' where id = $1`, [id])
  const parked = await read('shop_oldest_due')
  expect(parked, 'it waits for an operator').toEqual({ shop_oldest_due_mail_seconds: '0 h' })
  await shop.pool.query(`update orders set status = 'complete' where id = $1`, [id])
  await sendDue(shop)
  expect(await read('shop_mails')).toEqual(mails(0, 1))
  expect(await read('shop_oldest_due')).toEqual({ shop_oldest_due_mail_seconds: '0 h' })
})

it('counts dead letters until an operator has settled them', async () => {
  const letter = { consumer: 'tickets', topic: 'commands', partition: 0, key: null, value: null }
  await setAside(shop.pool, { ...letter, offset: '1', reason: 'no JSON', tries: 4 })
  await setAside(shop.pool, { ...letter, offset: '2', reason: 'no JSON', tries: 4 })
  await shop.pool.query(`update dead_letters set created_at = ${threeHoursAgo}`)
  const waiting = (letters: number, oldest: string) => ({
    shop_dead_letters: letters,
    shop_oldest_dead_letter_seconds: oldest,
  })
  const numbers = async () => ({
    ...(await read('shop_dead')),
    ...(await read('shop_oldest_dead')),
  })
  expect(await numbers()).toEqual(waiting(2, '3 h'))
  const { rows } = await shop.pool.query('select id from dead_letters')
  const { rows: accounts } = await shop.pool.query('select id from accounts limit 1')
  for (const { id } of rows) {
    await decide(shop, accounts[0].id, ['dead letter', id], 'give up')
  }
  expect(await numbers()).toEqual(waiting(0, '0 h'))
})

it('looks at what has not ended, however much has', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query(
    `with ended as (
       insert into orders (buyer_id, event_id, quantity, amount_cents, card, status, held_until)
       select buyer_id, event_id, 1, 4500, card, 'complete', now()
       from orders, generate_series(1, 5000) where id = $1 returning id
     )
     insert into mails (order_id, status) select id, 'sent' from ended`,
    [id],
  )
  await shop.pool.query('analyze')
  const tables: string[] = []
  for (const { sql } of Object.values(readings)) {
    const { rows } = await shop.pool.query(`explain ${sql}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    tables.push(...[...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table!))
  }
  expect(tables).not.toContain('orders')
  expect(tables).not.toContain('mails')
})
