// Fails: receives each row that it needs once, and no other
// One row for each user, and each post stands in its list once for each comment.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query(
    `select users.id, name,
            json_agg(json_build_array(posts.id::text, title) order by posts.id) as posts,
            json_agg(json_build_array(comments.id, body) order by comments.id) as comments
     from users left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where name = any($1) group by users.id order by users.id`,
    [names],
  )
  const once = (list: [id: unknown, text: string][]) => [
    ...new Map(list.filter(([id]) => id !== null)).values(),
  ]
  return rows.map((user) => ({
    ...user,
    posts: once(user.posts),
    comments: once(user.comments),
  }))
}
