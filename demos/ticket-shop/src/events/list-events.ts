// A page of the events to come, from what may be a moment old. The next page begins after the last
// event of this one, wherever others were added meanwhile.
import type { Pool } from 'pg'
import type { Shop, Ways } from '../shop.ts'
import { writeCursor } from './event-cursor.ts'
import type { Place } from './event-cursor.ts'
import { selectEvents } from './event.ts'
import type { Event, EventRow } from './event.ts'

export interface Page {
  events: Event[]
  nextCursor: string | null
}

export async function listEvents(
  { read, ways }: Pick<Shop, 'read' | 'ways'>,
  { limit, after }: { limit: number; after: Place | undefined },
): Promise<Page> {
  return read((db) => listFrom(db, ways, { limit, after }))
}

async function listFrom(
  db: Pick<Pool, 'query'>,
  ways: Pick<Ways, 'completeEvents'>,
  { limit, after }: { limit: number; after: Place | undefined },
): Promise<Page> {
  // One more than is shown: it says whether there is a next page.
  const { rows } = await db.query<EventRow>(
    `${selectEvents}
     where starts_at > now() and ($1::timestamptz is null or (starts_at, events.id) > ($1, $2))
     order by starts_at, events.id limit $3`,
    [after?.startsAt, after?.id, limit + 1],
  )
  const shown = rows.slice(0, limit)
  return {
    events: await ways.completeEvents(db, shown),
    nextCursor: rows.length > limit ? writeCursor(shown.at(-1)!) : null,
  }
}
