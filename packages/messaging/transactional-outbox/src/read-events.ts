import type { Opened } from './open-shop.ts'

export interface Event {
  /** The outbox row, in a header; 0 for an event that has none. */
  id: number
  order: string
  type: string
}

/** Reads what the topic has, as a consumer that joins now does. */
export async function readEvents({ group }: Opened): Promise<Event[]> {
  const events: Event[] = []
  await group.drain(async ({ key, value, headers }) => {
    events.push({ id: Number(headers?.['event'] ?? 0), order: String(key), type: String(value) })
  })
  return events
}
