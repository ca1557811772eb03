// Fails: receives each row that it needs once, and no other
// Three statements, and each loads the whole table for the few rows that are shown.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const users = await pool.query('select id, name from users order by id')
  const posts = await pool.query('select user_id, title from posts order by id')
  const comments = await pool.query('select user_id, body from comments order by id')
  return users.rows
    .filter(({ name }) => names.includes(name))
    .map((user) => ({
      ...user,
      posts: posts.rows.filter((row) => row.user_id === user.id).map(({ title }) => title),
      comments: comments.rows.filter((row) => row.user_id === user.id).map(({ body }) => body),
    }))
}
