// Fails: keeps two users of one name apart
// Puts the rows together by the name that was asked for: two users of one name get the posts of both.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const users = await pool.query('select id, name from users where name = any($1) order by id', [
    names,
  ])
  const posts = await pool.query(
    `select name, title from posts join users on users.id = user_id
     where name = any($1) order by posts.id`,
    [names],
  )
  const comments = await pool.query(
    `select name, body from comments join users on users.id = user_id
     where name = any($1) order by comments.id`,
    [names],
  )
  return users.rows.map((user) => ({
    ...user,
    posts: posts.rows.filter(({ name }) => name === user.name).map(({ title }) => title),
    comments: comments.rows.filter(({ name }) => name === user.name).map(({ body }) => body),
  }))
}
