// Fails: gives a user once, also when the name is given twice
// Joins the users to the list of names. A name that stands there twice gives its users twice.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query(
    `select id, users.name,
            array(select title from posts where user_id = users.id order by id) as posts,
            array(select body from comments where user_id = users.id order by id) as comments
     from users join unnest($1::text[]) as asked (name) on asked.name = users.name order by id`,
    [names],
  )
  return rows
}
