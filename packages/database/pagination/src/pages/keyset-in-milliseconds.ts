// The whole sort key, but the time passes through a Date. PostgreSQL keeps microseconds, a Date keeps
// milliseconds: the next page begins up to a millisecond too early and leaves out what lies between.
import type { ReadPage } from './page.ts'

export const keysetInMilliseconds: ReadPage = async (db, limit, after) => {
  const [time, id] = after === undefined ? ['infinity', '0'] : JSON.parse(after)
  const { rows } = await db.query(
    `select id, title, created_at from posts
     where (created_at, id) < ($2::timestamptz, $3::bigint)
     order by created_at desc, id desc limit $1`,
    [limit, time, id],
  )
  const last = rows.at(-1)
  return {
    posts: rows.map(({ id, title }) => ({ id, title })),
    next: rows.length < limit ? undefined : JSON.stringify([last.created_at, last.id]),
  }
}
