// Fails: reads a name as data, whatever it holds
// One parameter, and the array in it is put together by hand: a comma or a quote in a name is no data.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const array = `{${names.map((name) => (name === '' ? '""' : name)).join(',')}}`
  const { rows } = await pool.query(
    `select id, name,
            array(select title from posts where user_id = users.id order by id) as posts,
            array(select body from comments where user_id = users.id order by id) as comments
     from users where name = any($1::text[]) order by id`,
    [array],
  )
  return rows
}
