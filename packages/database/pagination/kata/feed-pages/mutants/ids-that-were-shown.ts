// Fails: shows each post once while another client deletes one that was shown
// Offset, and leaves out what was shown already: no post comes twice, and some never come.
import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after = '[0,[]]'): Promise<Page> {
  const [offset, seen]: [number, string[]] = JSON.parse(after)
  const { rows } = await pool.query(
    'select id, title from posts order by created_at desc, id desc limit $1 offset $2',
    [limit + 1, offset],
  )
  const shown = rows.slice(0, limit)
  const ids = [...seen, ...shown.map(({ id }) => id)]
  return {
    posts: shown.filter(({ id }) => !seen.includes(id)),
    next: rows.length > limit ? JSON.stringify([offset + limit, ids]) : undefined,
  }
}
