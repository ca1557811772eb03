import type { Pool } from 'pg'

export interface Page {
  posts: { id: string; title: string }[]
  next: string | undefined
}

export async function page(pool: Pool, limit: number, after?: string): Promise<Page> {
  const offset = Number(after ?? 0)
  const { rows: posts } = await pool.query(
    'select id, title from posts order by created_at desc, id desc limit $1 offset $2',
    [limit, offset],
  )
  return { posts, next: posts.length < limit ? undefined : String(offset + limit) }
}
