import type { Pool } from 'pg'
import { selectEvents } from './event.ts'
import type { Event, EventRow } from './event.ts'
import { queryPerCollection } from './query-per-collection.ts'

/** Finds an event, also one that is over. */
export async function findEvent(db: Pick<Pool, 'query'>, id: string): Promise<Event | undefined> {
  const { rows } = await db.query<EventRow>(`${selectEvents} where events.id = $1`, [id])
  const [found] = await queryPerCollection(db, rows)
  return found
}
