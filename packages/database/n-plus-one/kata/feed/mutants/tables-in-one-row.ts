// Fails: receives each row that it needs once, and no other
// One statement and one row, and in it the whole tables.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query(
    `select (select coalesce(json_agg(users order by id), '[]') from users) as users,
            (select coalesce(json_agg(posts order by id), '[]') from posts) as posts,
            (select coalesce(json_agg(comments order by id), '[]') from comments) as comments`,
  )
  const { users, posts, comments } = rows[0] as {
    users: { id: number; name: string }[]
    posts: { user_id: number; title: string }[]
    comments: { user_id: number; body: string }[]
  }
  return users
    .filter(({ name }) => names.includes(name))
    .map(({ id, name }) => ({
      id,
      name,
      posts: posts.filter((row) => row.user_id === id).map(({ title }) => title),
      comments: comments.filter((row) => row.user_id === id).map(({ body }) => body),
    }))
}
