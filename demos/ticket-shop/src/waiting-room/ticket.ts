import jwt from 'jsonwebtoken'
import { z } from 'zod'
import type { Configuration } from '../configuration.ts'
import { id } from '../http/id.ts'
import type { Place } from './turn.ts'

/** A place in the waiting room of an event, and whose it is. */
export interface Ticket extends Place {
  accountId: string
  eventId: string
}

const issuer = 'ticket-shop'
const audience = 'ticket-shop-waiting-room'
const lifetimeSeconds = 3_600

const claims = z.object({
  sub: id,
  event: id,
  place: z.int().min(1),
  admitted: z.int(),
  since: z.int(),
  exp: z.int(),
})

export function signTicket(ticket: Ticket, by: Configuration): string {
  const { accountId, eventId: event, place, admitted, sinceUs: since } = ticket
  return jwt.sign({ event, place, admitted, since }, by.TOKEN_SECRET, {
    algorithm: 'HS256',
    issuer,
    audience,
    subject: accountId,
    // Whoever waits for long must not lose the place before it is their turn.
    expiresIn: lifetimeSeconds + Math.ceil(place / Math.max(1, by.ADMISSIONS_PER_SECOND)),
  })
}

/** Returns undefined for what this service has not signed, or has ended. */
export function readTicket(ticket: string, { TOKEN_SECRET }: Configuration): Ticket | undefined {
  try {
    const { sub, event, place, admitted, since } = claims.parse(
      jwt.verify(ticket, TOKEN_SECRET, { algorithms: ['HS256'], issuer, audience }),
    )
    return { accountId: sub, eventId: event, place, admitted, sinceUs: since }
  } catch {
    return undefined
  }
}
