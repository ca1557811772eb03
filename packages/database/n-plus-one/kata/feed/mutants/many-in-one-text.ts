// Fails: sends as many statements for forty users as for two
// One round trip, and as many statements in it as before: the server plans and runs each of them.
import type { Pool } from 'pg'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

export async function feed(pool: Pool, names: readonly string[]): Promise<Entry[]> {
  const { rows } = await pool.query('select id, name from users where name = any($1) order by id', [
    names,
  ])
  if (rows.length === 0) return []
  const texts = rows.map(
    ({ id }) => `select title as text from posts where user_id = ${id} order by id;
                 select body as text from comments where user_id = ${id} order by id`,
  )
  const results = (await pool.query(texts.join(';'))) as unknown as { rows: { text: string }[] }[]
  const listAt = (at: number) => results[at]!.rows.map(({ text }) => text)
  return rows.map((user, at) => ({ ...user, posts: listAt(2 * at), comments: listAt(2 * at + 1) }))
}
