// Holds seats and begins the saga, in one transaction. Asked again with the same key, it answers as
// before. The payment comes later: no transaction waits for another company's service.
import { createHash, randomUUIDv7 } from 'node:crypto'
import { inTransaction } from '@lab/servers/in-transaction'
import type { PoolClient } from 'pg'
import { reached } from '../reached.ts'
import { traceparent } from '../traces/spans.ts'
import type { KeyedRequest, Shop } from '../shop.ts'
import { findOrder } from './find-order.ts'
import type { Order } from './find-order.ts'

export interface Wanted {
  eventId: string
  quantity: number
  /** As the payment provider knows it. */
  card: string
}

export type Placed =
  | { kind: 'placed' | 'replayed'; order: Order }
  | { kind: 'sold out' | 'no such event' | 'key of another request' }

export async function placeOrder(
  shop: Shop,
  buyerId: string,
  idempotencyKey: string,
  wanted: Wanted,
): Promise<Placed> {
  const placed = await inTransaction(shop.pool, (client) =>
    placeIn(client, shop, buyerId, idempotencyKey, wanted),
  ).catch((error: unknown) => {
    if (error instanceof NothingToHoldError) return { kind: error.kind }
    throw error
  })
  await reached('order committed, not answered')
  return placed
}

async function placeIn(
  client: PoolClient,
  shop: Shop,
  buyerId: string,
  key: string,
  { eventId, quantity, card }: Wanted,
): Promise<Placed> {
  const hash = createHash('sha256')
    .update(JSON.stringify([eventId, quantity, card]))
    .digest()
  const orderId = randomUUIDv7()
  const request = { buyerId, key, hash, orderId }
  if (!(await shop.ways.claimKey(client, request))) return replay(client, request)
  const { rows } = await client.query<Pick<Order, 'amountCents' | 'heldUntil'>>(
    `insert into orders
       (id, buyer_id, event_id, quantity, amount_cents, card, held_until, traceparent)
     select $1, $2, id, $4, $4 * price_cents, $5, now() + make_interval(secs => $6), $7
     from events where id = $3 and starts_at > now()
     returning amount_cents as "amountCents", held_until as "heldUntil"`,
    [orderId, buyerId, eventId, quantity, card, shop.configuration.HOLD_SECONDS, traceparent()],
  )
  const [order] = rows
  if (order === undefined) throw new NothingToHoldError('no such event')
  const seatIds = await shop.ways.holdSeats(client, { eventId, orderId, quantity })
  if (seatIds.length === 0) throw new NothingToHoldError('sold out')
  const seats = await beginSaga(client, orderId, seatIds)
  const placed = { id: orderId, eventId, quantity, ...order, seats, tickets: [] }
  return { kind: 'placed', order: { ...placed, status: 'pending' } }
}

/** @returns What the seats are called. */
async function beginSaga(
  client: PoolClient,
  orderId: string,
  seatIds: readonly number[],
): Promise<string[]> {
  const { rows } = await client.query<{ label: string }>(
    `with promised as (
       insert into order_seats (order_id, seat_id) select $1, unnest($2::bigint[])
     ), begun as (
       insert into sagas (order_id) values ($1)
     )
     select label from seats where id = any($2) order by id`,
    [orderId, seatIds],
  )
  return rows.map(({ label }) => label)
}

async function replay(client: PoolClient, { buyerId, key, hash }: KeyedRequest): Promise<Placed> {
  const { rows } = await client.query<{ request_hash: Buffer; order_id: string }>(
    'select request_hash, order_id from idempotency_keys where buyer_id = $1 and key = $2',
    [buyerId, key],
  )
  const { request_hash: first, order_id: orderId } = rows[0]!
  if (!first.equals(hash)) return { kind: 'key of another request' }
  return { kind: 'replayed', order: (await findOrder(client, buyerId, orderId))! }
}

/** Rolls back, so that the key may be used again when there is something to hold. */
class NothingToHoldError extends Error {
  readonly kind: 'sold out' | 'no such event'

  constructor(kind: 'sold out' | 'no such event') {
    super(`Cannot hold seats: ${kind}`)
    this.kind = kind
  }
}
