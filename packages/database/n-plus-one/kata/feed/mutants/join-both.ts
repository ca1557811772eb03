// Fails: receives each row that it needs once, and no other
// One statement, and each post comes once for each comment: 100 and 100 are 10,000 rows.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query(
    `select users.id, name, posts.id as post, title, comments.id as comment, body
     from users left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where name = any($1) order by users.id, posts.id, comments.id`,
    [names],
  )
  const users = new Map<number, Entry>()
  const seen = new Set<string>()
  for (const { id, name, post, title, comment, body } of rows) {
    if (!users.has(id)) users.set(id, { id, name, posts: [], comments: [] })
    if (post !== null && !seen.has(`post ${post}`)) users.get(id)!.posts.push(title)
    if (comment !== null && !seen.has(`comment ${comment}`)) users.get(id)!.comments.push(body)
    seen.add(`post ${post}`).add(`comment ${comment}`)
  }
  return [...users.values()]
}
