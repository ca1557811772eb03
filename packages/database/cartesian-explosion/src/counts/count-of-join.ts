// Counts both collections in one join.
// Breaks: it counts pairs of a post and a comment. There is no error, only a number 100 times too high.
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
