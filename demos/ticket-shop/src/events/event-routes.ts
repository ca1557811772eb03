import { z } from 'zod'
import { id } from '../http/id.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { createEvent, newEvent } from './create-event.ts'
import { event } from './event.ts'
import { cursor } from './event-cursor.ts'
import { findEvent } from './find-event.ts'
import { listEvents } from './list-events.ts'
import { readSales, sales } from './read-sales.ts'

const byId = z.strictObject({ id })

export const eventRoutes: Route[] = [
  route({
    method: 'get',
    path: '/events',
    summary: 'List the events to come, the next one first',
    asker: 'anyone',
    input: {
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(100).default(20),
        cursor: cursor.optional().describe('The nextCursor of the page before'),
      }),
    },
    answers: {
      200: {
        description: 'A page; without a nextCursor it is the last',
        schema: z.object({ events: z.array(event), nextCursor: z.string().nullable() }),
      },
    },
    problems: [],
    async handle({ shop, query }) {
      const { limit, cursor: after } = query
      return { status: 200, body: await listEvents(shop, { limit, after }) }
    },
  }),
  route({
    method: 'post',
    path: '/events',
    summary: 'Announce an event, with its seats',
    asker: 'organiser',
    input: { body: newEvent },
    answers: {
      201: {
        description: 'The event',
        schema: event,
        headers: z.object({ Location: z.string() }),
      },
    },
    problems: [],
    async handle({ shop, account, body }) {
      const created = await createEvent(shop.pool, account.id, body)
      const headers = { Location: `/events/${created.id}` }
      return { status: 201, body: created, headers, wrote: true }
    },
  }),
  route({
    method: 'get',
    path: '/events/:id',
    summary: 'Show an event',
    asker: 'anyone',
    input: { params: byId },
    answers: { 200: { description: 'The event', schema: event } },
    problems: ['not-found'],
    async handle({ shop, params }) {
      // A standby may not have yet what was announced a moment ago.
      const found =
        (await shop.read((db) => findEvent(db, params.id))) ??
        (await findEvent(shop.pool, params.id))
      return found === undefined ? { problem: 'not-found' } : { status: 200, body: found }
    },
  }),
  route({
    method: 'get',
    path: '/events/:id/sales',
    summary: 'Say what an event of yours has sold',
    asker: 'organiser',
    input: { params: byId },
    answers: { 200: { description: 'Seats and money, as of one moment', schema: sales } },
    problems: ['not-found'],
    async handle({ shop, account, params }) {
      const found = await readSales(shop, account.id, params.id)
      return found === undefined ? { problem: 'not-found' } : { status: 200, body: found }
    },
  }),
]
