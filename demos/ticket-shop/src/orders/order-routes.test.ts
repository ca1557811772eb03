import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concert, createClient } from '../http/client.fixture.ts'
import type { Client } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop, withoutLimits } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'

let shop: TestShop
let client: Client
let alice: string
let bob: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({}, withoutLimits))
  client = createClient(opened.use(await startApi(shop)).url)
  alice = (await client.register('buyer')).accessToken
  bob = (await client.register('buyer')).accessToken
})
afterAll(() => opened.disposeAsync())

async function announce(): Promise<string> {
  const { accessToken } = await client.register('organiser')
  const { body } = await client.ask('POST /events', { token: accessToken, body: concert() })
  return (body as { id: string }).id
}

const place = (token: string, key: string, eventId: string, quantity = 2) =>
  client.ask('POST /orders', {
    token,
    body: { eventId, quantity, card: '4242424242424242' },
    headers: { 'idempotency-key': key },
  })

const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id

describe('POST /orders', () => {
  it('holds the best seats, and says where the order is', async () => {
    const eventId = await announce()
    const reply = await place(alice, 'first', eventId)
    expect(reply).toMatchObject({
      status: 202,
      body: {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        eventId,
        quantity: 2,
        amountCents: 8_000,
        status: 'pending',
        heldUntil: expect.stringMatching(/^\d{4}-.*Z$/),
        seats: ['1-1', '1-2'],
        tickets: [],
      },
    })
    expect(reply.headers.get('location')).toBe(`/orders/${idOf(reply)}`)
    expect(reply.headers.get('idempotency-replayed')).toBeNull()
    const found = await client.ask(`GET ${reply.headers.get('location')}`, { token: alice })
    expect(found).toMatchObject({ status: 200, body: reply.body as object })
    expect(JSON.stringify(found.body)).not.toContain('4242')
  })

  it('answers a key that comes again with its order, also once that is complete', async () => {
    const eventId = await announce()
    const first = await place(alice, 'again', eventId)
    const again = await place(alice, 'again', eventId)
    expect(again).toMatchObject({ status: 202, body: first.body as object })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    await shop.pool.query(`update orders set status = 'complete' where id = $1`, [idOf(first)])
    const later = await place(alice, 'again', eventId)
    expect(later).toMatchObject({ status: 200, body: { id: idOf(first), status: 'complete' } })
    expect(later.headers.get('idempotency-replayed')).toBe('true')
    expect((await client.ask(`GET /events/${eventId}`)).body).toMatchObject({ remainingSeats: 4 })
  })

  it('makes one order of a key that comes at the same time', async () => {
    const eventId = await announce()
    const orders = await Promise.all([1, 2, 3, 4].map(() => place(alice, 'at-once', eventId)))
    expect(orders.map(({ status }) => status)).toEqual([202, 202, 202, 202])
    expect(new Set(orders.map(idOf)).size).toBe(1)
    const replayed = orders.filter(({ headers }) => headers.has('idempotency-replayed'))
    expect(replayed).toHaveLength(3)
  })

  it('refuses a key with another body, and leaves it to other buyers', async () => {
    const eventId = await announce()
    await place(alice, 'mine', eventId)
    expect(await place(alice, 'mine', eventId, 1)).toMatchObject({
      status: 422,
      body: { type: 'tag:ticket-shop.example,2026:key-of-another-request' },
    })
    expect(await place(bob, 'mine', eventId, 1)).toMatchObject({
      status: 202,
      body: { seats: ['1-3'] },
    })
  })

  it('sells no more than there is, and lets the key be used again', async () => {
    const eventId = await announce()
    await place(alice, 'all', eventId, 6)
    const soldOut = { status: 409, body: { type: 'tag:ticket-shop.example,2026:sold-out' } }
    expect(await place(bob, 'late', eventId, 1)).toMatchObject(soldOut)
    await shop.pool.query('update seats set order_id = null where event_id = $1', [eventId])
    expect(await place(bob, 'late', eventId, 1)).toMatchObject({ status: 202 })
  })

  it('sells nothing of an event that has begun', async () => {
    const eventId = await announce()
    await shop.pool.query('update events set starts_at = now() where id = $1', [eventId])
    expect(await place(alice, 'over', eventId)).toMatchObject({ status: 404 })
  })
})

describe('GET /orders/:id', () => {
  it('shows an order to its buyer only', async () => {
    const order = await place(alice, 'private', await announce())
    expect(await client.ask(`GET /orders/${idOf(order)}`, { token: bob })).toMatchObject({
      status: 404,
      body: { type: 'tag:ticket-shop.example,2026:not-found' },
    })
  })
})
