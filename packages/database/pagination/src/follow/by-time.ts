// Remembers the latest time that was read. now() is when the transaction began, so the times of rows
// have even less to do with the order in which they are committed.
import { byId } from './by-id.ts'
import type { Feed } from './follows-every-post.ts'

export const byTime: Feed = {
  start: '-infinity',
  publish: byId.publish,
  async readNews(db, after) {
    const { rows } = await db.query(
      `select title, created_at::text as time from posts
       where created_at > $1::timestamptz order by created_at`,
      [after],
    )
    return { titles: rows.map(({ title }) => title), next: rows.at(-1)?.time ?? after }
  },
}
