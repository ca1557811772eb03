// Counts both collections in one join. No error, and a number that is 100 times too high.
import type { Queryable } from '../open-database.ts'
import type { Counts } from './counts-posts-and-comments.ts'

export async function countOfJoin(db: Queryable): Promise<Counts> {
  const { rows } = await db.query(
    `select count(posts.id)::int as posts, count(comments.id)::int as comments
     from users
     left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where users.id = 1`,
  )
  return rows[0]
}
