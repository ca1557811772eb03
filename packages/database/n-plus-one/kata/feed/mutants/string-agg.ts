// Fails: gives titles and texts as they are, whatever they hold
// Joins the titles into one text and cuts it at the commas: a title that has one becomes two.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query(
    `select id, name,
            (select string_agg(title, ',' order by id) from posts where user_id = users.id) as posts,
            (select string_agg(body, ',' order by id) from comments where user_id = users.id) as comments
     from users where name = any($1) order by id`,
    [names],
  )
  const listOf = (text: string | null) => text?.split(',') ?? []
  return rows.map((user) => ({
    ...user,
    posts: listOf(user.posts),
    comments: listOf(user.comments),
  }))
}
