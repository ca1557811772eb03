import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const feed: Entry[] = []
  const users = await pool.query('select id, name from users where name = any($1) order by id', [
    names,
  ])
  for (const { id, name } of users.rows) {
    const posts = await pool.query('select title from posts where user_id = $1 order by id', [id])
    const comments = await pool.query('select body from comments where user_id = $1 order by id', [
      id,
    ])
    feed.push({
      id,
      name,
      posts: posts.rows.map(({ title }) => title),
      comments: comments.rows.map(({ body }) => body),
    })
  }
  return feed
}
