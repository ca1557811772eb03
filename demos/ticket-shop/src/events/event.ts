import type { Pool } from 'pg'
import { z } from 'zod'
import { id } from '../http/id.ts'

/**
 * A list shows so many seats that are free, and counts no further: a page of large events costs no
 * more than a page of small ones.
 */
export const mostCounted = 500

export const event = z
  .object({
    id,
    title: z.string(),
    startsAt: z.iso.datetime(),
    priceCents: z.int(),
    venue: z.object({ name: z.string(), city: z.string() }),
    artists: z.array(z.string()),
    remainingSeats: z.int().max(mostCounted).describe(`${mostCounted} stands for more, too`),
  })
  .meta({ id: 'Event' })

export type Event = z.infer<typeof event>

/** What stands in one row: the event and its venue. */
export type EventRow = Omit<Event, 'artists' | 'remainingSeats'>

/** Adds what other tables say of events. */
export type CompleteEvents = (
  db: Pick<Pool, 'query'>,
  events: readonly EventRow[],
) => Promise<Event[]>

/** Times with the microseconds that PostgreSQL has: a page begins exactly after the last one. */
export const selectEvents = `
  select events.id, title, price_cents as "priceCents",
    to_char(starts_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "startsAt",
    json_build_object('name', name, 'city', city) as venue
  from events join venues on venues.id = venue_id`
