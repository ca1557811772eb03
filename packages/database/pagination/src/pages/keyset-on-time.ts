// Asks for the rows older than the last one. Of two posts with the same time on the edge of a page,
// the second one is never shown.
import type { ReadPage } from './page.ts'

export const keysetOnTime: ReadPage = async (db, limit, after = 'infinity') => {
  const { rows } = await db.query(
    `select id, title, created_at::text as time from posts
     where created_at < $2::timestamptz
     order by created_at desc, id desc limit $1`,
    [limit, after],
  )
  return {
    posts: rows.map(({ id, title }) => ({ id, title })),
    next: rows.length < limit ? undefined : rows.at(-1).time,
  }
}
