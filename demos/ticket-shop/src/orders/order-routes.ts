import { z } from 'zod'
import { id } from '../http/id.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { findOrder } from './find-order.ts'
import type { Order } from './find-order.ts'
import { placeOrder } from './place-order.ts'
import { refuseTooEarly, ticketHeader } from '../waiting-room/waiting-room-routes.ts'

const order = z
  .object({
    id: z.guid(),
    eventId: id,
    quantity: z.int(),
    amountCents: z.int(),
    status: z.enum(['pending', 'complete', 'cancelled', 'parked']),
    heldUntil: z.iso.datetime(),
    seats: z.array(z.string()),
    tickets: z.array(z.object({ id: z.guid(), seat: z.string() })),
  })
  .meta({ id: 'Order' })

const show = (found: Order) => ({ ...found, heldUntil: found.heldUntil.toISOString() })

const placedHeaders = z.object({
  Location: z.string(),
  'Idempotency-Replayed': z.literal('true').optional(),
})

const problems = { 'no such event': 'not-found', 'sold out': 'sold-out' } as const

export const orderRoutes: Route[] = [
  route({
    method: 'post',
    path: '/orders',
    summary: 'Order tickets: holds seats at once, the payment and the tickets follow',
    asker: 'buyer',
    input: {
      headers: z.object({
        'idempotency-key': z.string().regex(/^[\x21-\x7e]{1,200}$/),
        'waiting-room-ticket': ticketHeader.optional(),
      }),
      body: z.strictObject({
        eventId: id,
        quantity: z.int().min(1).max(8),
        card: z.string().regex(/^\d{12,19}$/),
      }),
    },
    answers: {
      200: {
        description: 'The order that this key has made',
        schema: order,
        headers: placedHeaders,
      },
      202: { description: 'An order that is under way', schema: order, headers: placedHeaders },
    },
    problems: ['not-found', 'sold-out', 'key-of-another-request', 'ticket-needed', 'not-your-turn'],
    async handle({ shop, account, headers, body }) {
      const tooEarly = await refuseTooEarly(shop, {
        accountId: account.id,
        eventId: body.eventId,
        ticket: headers['waiting-room-ticket'],
      })
      if (tooEarly !== undefined) return tooEarly
      const placed = await placeOrder(shop, account.id, headers['idempotency-key'], body)
      if (placed.kind === 'key of another request') return { problem: 'key-of-another-request' }
      if (!('order' in placed)) return { problem: problems[placed.kind] }
      const replayed = placed.kind === 'replayed'
      return {
        status: placed.order.status === 'pending' ? 202 : 200,
        body: show(placed.order),
        wrote: !replayed,
        headers: {
          Location: `/orders/${placed.order.id}`,
          ...(replayed ? { 'Idempotency-Replayed': 'true' as const } : {}),
        },
      }
    },
  }),
  route({
    method: 'get',
    path: '/orders/:id',
    summary: 'Show an order of yours',
    asker: 'buyer',
    input: { params: z.strictObject({ id: z.guid() }) },
    answers: { 200: { description: 'The order', schema: order } },
    problems: ['not-found'],
    async handle({ shop, account, params }) {
      const found = await findOrder(shop.pool, account.id, params.id)
      return found === undefined ? { problem: 'not-found' } : { status: 200, body: show(found) }
    },
  }),
]
