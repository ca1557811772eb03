// Fails: shows every post of one moment, on the edge of a page too, ids beyond 2^53 too
// The time of the last row names also the other rows of that moment, and leaves them out.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = 'infinity'): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where created_at < $2::timestamptz
     order by created_at desc, id desc limit $1`,
    [limit + 1, after],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    posts: shown.map(({ id, title }) => ({ id, title })),
    next: rows.length > limit ? last.time : undefined,
  }
}
