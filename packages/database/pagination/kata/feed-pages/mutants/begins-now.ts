// Fails: begins with the newest post, also when its time is still to come
// Begins at the present time of this server: a post of a clock that is ahead is never shown.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after?: string): Promise<Page> {
  const position = after === undefined ? [new Date().toISOString(), '0'] : JSON.parse(after)
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where (created_at, id) < ($2::timestamptz, $3::bigint)
     order by created_at desc, id desc limit $1`,
    [limit + 1, ...position],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    posts: shown.map(({ id, title }) => ({ id, title })),
    next: rows.length > limit ? JSON.stringify([last.time, last.id]) : undefined,
  }
}
