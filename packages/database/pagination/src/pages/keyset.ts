// Asks for the rows after the last one that was shown, by the whole sort key: the time and, because
// two posts may have the same time, the id. Costs the jump to page 7: there is only a next page.
import type { ReadPage } from './page.ts'

export const keyset: ReadPage = async (db, limit, after = 'infinity 0') => {
  const { rows } = await db.query(
    // Named apart: order by would take a column of that name from the select, and sort text.
    `select id, title, created_at::text as time from posts
     where (created_at, id) < ($2::timestamptz, $3::bigint)
     order by created_at desc, id desc limit $1`,
    [limit, ...splitAtLastSpace(after)],
  )
  const last = rows.at(-1)
  return {
    posts: rows.map(({ id, title }) => ({ id, title })),
    // As PostgreSQL writes it, in microseconds: a Date of JavaScript has milliseconds.
    next: rows.length < limit ? undefined : `${last.time} ${last.id}`,
  }
}

function splitAtLastSpace(text: string): [string, string] {
  const at = text.lastIndexOf(' ')
  return [text.slice(0, at), text.slice(at + 1)]
}
