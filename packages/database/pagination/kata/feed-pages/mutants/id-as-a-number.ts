// Fails: shows every post of one moment, on the edge of a page too, ids beyond 2^53 too
// A number of JavaScript is exact up to 2^53: the next page begins at the wrong row.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '["infinity",0]'): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where (created_at, id) < ($2::timestamptz, $3::bigint)
     order by created_at desc, id desc limit $1`,
    [limit + 1, ...JSON.parse(after)],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    posts: shown.map(({ id, title }) => ({ id, title })),
    next: rows.length > limit ? JSON.stringify([last.time, Number(last.id)]) : undefined,
  }
}
