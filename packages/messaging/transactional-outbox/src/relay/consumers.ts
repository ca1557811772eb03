import type { Opened } from '../open-shop.ts'
import { readEvents } from '../read-events.ts'

/** Handles whatever is delivered. */
export async function withoutInbox(opened: Opened): Promise<string[]> {
  return (await readEvents(opened)).map(({ order }) => order)
}

/** Notes the id of each event in the transaction in which it handles it, and skips what it has noted. */
export async function withInbox(opened: Opened): Promise<string[]> {
  const handled: string[] = []
  for (const { id, order } of await readEvents(opened)) {
    const { rowCount } = await opened.plain.pool.query(
      'insert into inbox (event_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 1) handled.push(order)
  }
  return handled
}
