// Fails: gives each user all posts and comments, in the order of their ids
// Repairs the multiplied join with distinct: two posts of one title become one, in another order.
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
            coalesce(array_agg(distinct title) filter (where posts.id is not null), '{}') as posts,
            coalesce(array_agg(distinct body) filter (where comments.id is not null), '{}') as comments
     from users left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where name = any($1) group by users.id order by users.id`,
    [names],
  )
  return rows
}
