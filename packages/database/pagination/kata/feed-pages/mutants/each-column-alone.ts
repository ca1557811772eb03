// Fails: goes by the time before the id
// Asks for rows that are older and have a smaller id: an older post with a greater id is lost.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '["infinity","0"]'): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where created_at <= $2::timestamptz and (id < $3::bigint or $2 = 'infinity')
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
