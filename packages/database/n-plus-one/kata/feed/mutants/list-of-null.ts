// Fails: keeps users who have no posts or no comments
// An aggregate over the one row of a left join that found nothing: a list with null in it.
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
            (select json_agg(title order by posts.id) from users u left join posts on user_id = u.id
             where u.id = users.id) as posts,
            (select json_agg(body order by comments.id) from users u left join comments on user_id = u.id
             where u.id = users.id) as comments
     from users where name = any($1) order by users.id`,
    [names],
  )
  return rows
}
