// Fails: keeps users who have no posts or no comments
// Joins the users to their posts. A user without posts has no row in the join.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const users = new Map<number, Entry>()
  const posts = await pool.query(
    `select users.id, name, title from users join posts on user_id = users.id
     where name = any($1) order by users.id, posts.id`,
    [names],
  )
  for (const { id, name, title } of posts.rows) {
    if (!users.has(id)) users.set(id, { id, name, posts: [], comments: [] })
    users.get(id)!.posts.push(title)
  }
  const comments = await pool.query(
    'select user_id, body from comments where user_id = any($1) order by id',
    [[...users.keys()]],
  )
  for (const { user_id: id, body } of comments.rows) users.get(id)!.comments.push(body)
  return [...users.values()]
}
