// Counts each collection in a subquery of its own.
// Costs a subquery for each. It also works for sums, where `distinct` would drop equal amounts.
import type { Queryable } from '../open-database.ts'
import type { Counts } from './counts-posts-and-comments.ts'

export async function countPerCollection(db: Queryable): Promise<Counts> {
  const { rows } = await db.query(
    `select (select count(*) from posts where user_id = users.id)::int as posts,
       (select count(*) from comments where user_id = users.id)::int as comments
     from users where users.id = 1`,
  )
  return rows[0]
}
