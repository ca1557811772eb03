// Asks for the artists and the seats of each event by itself: what people write.
// Breaks: a page of 20 events sends 41 statements.
import type { Pool } from 'pg'
import { mostCounted } from '../../src/events/event.ts'
import type { Event, EventRow } from '../../src/events/event.ts'

export async function queryPerEvent(
  db: Pick<Pool, 'query'>,
  events: readonly EventRow[],
): Promise<Event[]> {
  const complete: Event[] = []
  for (const event of events) {
    const artists = await db.query<{ name: string }>(
      `select name from event_artists join artists on artists.id = artist_id
       where event_id = $1 order by name`,
      [event.id],
    )
    const free = await db.query<{ seats: number }>(
      `select count(*)::int as seats from (
         select from seats where event_id = $1 and order_id is null limit ${mostCounted}
       ) as free`,
      [event.id],
    )
    complete.push({
      ...event,
      artists: artists.rows.map(({ name }) => name),
      remainingSeats: free.rows[0]!.seats,
    })
  }
  return complete
}
