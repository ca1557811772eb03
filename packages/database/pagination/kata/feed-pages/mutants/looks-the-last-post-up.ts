// Fails: shows each post once while another client deletes one that was shown
// Keeps only the id, and looks its time up: after a deleted post there is none, and no page either.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after?: string): Promise<Page> {
  const { rows } = await pool.query(
    `select id, title from posts
     where $2::bigint is null
        or (created_at, id) < (select created_at, id from posts where id = $2::bigint)
     order by created_at desc, id desc limit $1`,
    [limit + 1, after],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    posts: shown.map(({ id, title }) => ({ id, title })),
    next: rows.length > limit ? last.id : undefined,
  }
}
