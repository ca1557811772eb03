// Fails: sends as many statements for forty users as for two
// Sends all queries at once and waits for all. There are as many, and the pool has ten connections.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const users = await pool.query('select id, name from users where name = any($1) order by id', [
    names,
  ])
  return Promise.all(
    users.rows.map(async ({ id, name }) => {
      const [posts, comments] = await Promise.all([
        pool.query('select title from posts where user_id = $1 order by id', [id]),
        pool.query('select body from comments where user_id = $1 order by id', [id]),
      ])
      return {
        id,
        name,
        posts: posts.rows.map(({ title }) => title),
        comments: comments.rows.map(({ body }) => body),
      }
    }),
  )
}
