// Adds to events what other tables say of them: one statement for all artists, one for all seats.
import { childrenOf } from '@lab/n-plus-one'
import type { Pool } from 'pg'
import type { Event, EventRow } from './event.ts'

export async function queryPerCollection(
  db: Pick<Pool, 'query'>,
  events: readonly EventRow[],
): Promise<Event[]> {
  const ids = events.map(({ id }) => id)
  const artists = await childrenOf<string, { name: string }>(
    db,
    `select event_id, name from event_artists join artists on artists.id = artist_id
     where event_id = any($1) order by name`,
    ids,
    'event_id',
  )
  const free = await childrenOf<string, { seats: number }>(
    db,
    `select event_id, count(*)::int as seats from seats
     where event_id = any($1) and order_id is null group by event_id`,
    ids,
    'event_id',
  )
  return events.map((event) => ({
    ...event,
    artists: (artists.get(event.id) ?? []).map(({ name }) => name),
    // Without a free seat there is no group.
    remainingSeats: free.get(event.id)?.[0]?.seats ?? 0,
  }))
}
