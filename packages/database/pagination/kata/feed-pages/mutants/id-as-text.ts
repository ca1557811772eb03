// Fails: goes by the number of an id: 10 comes before 9
// Compares ids as text: "10" is smaller than "9".
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '["infinity",""]'): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title, created_at::text as time from posts
     where (created_at, id::text) < ($2::timestamptz, $3::text)
     order by created_at desc, id::text desc limit $1`,
    [limit + 1, ...JSON.parse(after)],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    posts: shown.map(({ id, title }) => ({ id, title })),
    next: rows.length > limit ? JSON.stringify([last.time, last.id]) : undefined,
  }
}
