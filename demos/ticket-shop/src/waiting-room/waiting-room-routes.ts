import { z } from 'zod'
import type { Configuration } from '../configuration.ts'
import { id } from '../http/id.ts'
import type { ProblemAnswer } from '../http/route.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import type { Shop } from '../shop.ts'
import { readTicket, signTicket } from './ticket.ts'

const turn = { ahead: z.int(), retryAfterSeconds: z.int() }
export const ticketHeader = z.string().max(1_000).describe('The ticket of the waiting room')

export const waitingRoomRoutes: Route[] = [
  route({
    method: 'post',
    path: '/events/:id/waiting-room',
    summary: 'Take a place in the waiting room of an event',
    asker: 'buyer',
    input: { params: z.strictObject({ id }) },
    answers: {
      201: {
        description: 'A place, and when to ask again',
        schema: z.object({ ticket: z.string(), ...turn }).meta({ id: 'Place' }),
      },
    },
    problems: ['not-found', 'unavailable'],
    async handle({ shop, account, params: { id: eventId } }) {
      const { waitingRoom, configuration } = shop
      if (waitingRoom === undefined || !(await isEvent(shop.pool, eventId))) {
        return { problem: 'not-found' }
      }
      // Redis alone knows the places. Who is in the room goes on without it.
      const joined = await waitingRoom.join(eventId, account.id).catch(() => undefined)
      if (joined === undefined) return { problem: 'unavailable' }
      const { ahead, retryAfterSeconds, ...place } = joined
      const ticket = signTicket({ accountId: account.id, eventId, ...place }, configuration)
      return { status: 201, body: { ticket, ahead, retryAfterSeconds } }
    },
  }),
  route({
    method: 'get',
    path: '/events/:id/waiting-room',
    summary: 'Ask whether it is your turn',
    asker: 'buyer',
    input: {
      params: z.strictObject({ id }),
      headers: z.object({ 'waiting-room-ticket': ticketHeader }),
    },
    answers: { 200: { description: 'How many are before you', schema: z.object(turn) } },
    problems: ['not-found', 'ticket-needed'],
    async handle({ shop, account, params: { id: eventId }, headers }) {
      if (shop.waitingRoom === undefined) return { problem: 'not-found' }
      const text = headers['waiting-room-ticket']
      const place = placeOf(shop.configuration, { accountId: account.id, eventId, ticket: text })
      if (place === undefined) return { problem: 'ticket-needed' }
      return { status: 200, body: await shop.waitingRoom.look(eventId, place) }
    },
  }),
]

/** Events of each shop that were found: none is ever deleted, and a crowd is no reason to look again. */
const found = new WeakMap<Shop['pool'], Set<string>>()

/** Not asked of a standby: it may be away, or not have yet what was announced a moment ago. */
async function isEvent(pool: Shop['pool'], eventId: string): Promise<boolean> {
  const known = found.get(pool) ?? new Set()
  found.set(pool, known)
  if (known.has(eventId)) return true
  const { rowCount } = await pool.query('select from events where id = $1', [eventId])
  if (rowCount === 1) known.add(eventId)
  return rowCount === 1
}

/** What an account asks for, and the ticket that it shows. */
interface Shown {
  accountId: string
  eventId: string
  ticket: string | undefined
}

/** Returns undefined when the ticket is not this account's for this event. */
function placeOf(by: Configuration, { accountId, eventId, ticket: text }: Shown) {
  const ticket = text === undefined ? undefined : readTicket(text, by)
  const isTheirs = ticket?.accountId === accountId && ticket.eventId === eventId
  return isTheirs ? ticket : undefined
}

/** Says why an account may not order now; undefined when it may. */
export async function refuseTooEarly(
  { waitingRoom, configuration }: Pick<Shop, 'waitingRoom' | 'configuration'>,
  shown: Shown,
): Promise<ProblemAnswer<'ticket-needed' | 'not-your-turn'> | undefined> {
  if (waitingRoom === undefined) return undefined
  const place = placeOf(configuration, shown)
  if (place === undefined) return { problem: 'ticket-needed' }
  const { ahead, retryAfterSeconds } = await waitingRoom.look(shown.eventId, place)
  if (ahead === 0) return undefined
  return { problem: 'not-your-turn', detail: `${ahead} are before you`, retryAfterSeconds }
}
