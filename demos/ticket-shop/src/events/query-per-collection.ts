// Adds to events what other tables say of them: one statement for all artists, one for all seats.
import { childrenOf } from '@lab/n-plus-one'
import type { Pool } from 'pg'
import { mostCounted } from './event.ts'
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
    `select asked.id as event_id, (
       select count(*)::int from (
         select from seats where event_id = asked.id and order_id is null limit ${mostCounted}
       ) as free
     ) as seats from unnest($1::bigint[]) as asked (id)`,
    ids,
    'event_id',
  )
  return events.map((event) => ({
    ...event,
    artists: (artists.get(event.id) ?? []).map(({ name }) => name),
    remainingSeats: free.get(event.id)![0]!.seats,
  }))
}
