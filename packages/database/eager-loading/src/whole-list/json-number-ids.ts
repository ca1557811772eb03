// The JSON list with the ids as numbers.
// Breaks: beyond 2^53 JSON.parse rounds to another number, without an error.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function jsonNumberIds(db: Queryable, limit: number): Promise<User[]> {
  const { rows } = await db.query(
    `select id, name, bio, posts
     from users cross join lateral (
       select coalesce(
         json_agg(json_build_object('id', posts.id, 'title', title) order by posts.id),
         '[]'
       ) as posts
       from posts where posts.user_id = users.id
     ) as aggregated
     order by id limit $1`,
    [limit],
  )
  return rows
}
