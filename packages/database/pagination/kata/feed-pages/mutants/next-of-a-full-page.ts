// Fails: gives the posts of a page, and next unless it is the last one
// A full page may be the last one: the client asks once more and gets an empty page.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '["infinity","0"]'): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where (created_at, id) < ($2::timestamptz, $3::bigint)
     order by created_at desc, id desc limit $1`,
    [limit, ...JSON.parse(after)],
  )
  const last = rows.at(-1)
  return {
    posts: rows.map(({ id, title }) => ({ id, title })),
    next: rows.length === limit ? JSON.stringify([last.time, last.id]) : undefined,
  }
}
