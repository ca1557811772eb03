// Fails: gives each user all posts and comments, in the order of their ids
// Sorts in the program, by a number: above 2^53 two ids that differ by one are the same number.
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
  const ids = users.rows.map(({ id }) => id)
  const posts = await pool.query('select id, user_id, title from posts where user_id = any($1)', [
    ids,
  ])
  posts.rows.sort((one, other) => Number(one.id) - Number(other.id))
  const comments = await pool.query(
    'select user_id, body from comments where user_id = any($1) order by id',
    [ids],
  )
  return users.rows.map((user) => ({
    ...user,
    posts: posts.rows.filter((row) => row.user_id === user.id).map(({ title }) => title),
    comments: comments.rows.filter((row) => row.user_id === user.id).map(({ body }) => body),
  }))
}
