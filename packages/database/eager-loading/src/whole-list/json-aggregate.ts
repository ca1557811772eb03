// One statement with one row for each user: the server makes a JSON list of the posts.
// Costs the server work, and types: JSON has no bigint and no date, so ids are sent as text.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function jsonAggregate(db: Queryable, limit: number): Promise<User[]> {
  const { rows } = await db.query(
    `select id, name, bio, posts
     from users cross join lateral (
       select coalesce(
         json_agg(json_build_object('id', posts.id::text, 'title', title) order by posts.id),
         '[]'
       ) as posts
       from posts where posts.user_id = users.id
     ) as aggregated
     order by id limit $1`,
    [limit],
  )
  return rows
}
