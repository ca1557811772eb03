import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '["infinity","0"]'): Promise<Page> {
  // One row more than asked for says whether there is a page after this one. The time as text: a Date
  // would cut it to milliseconds.
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
    next: rows.length > limit ? JSON.stringify([last.time, last.id]) : undefined,
  }
}
