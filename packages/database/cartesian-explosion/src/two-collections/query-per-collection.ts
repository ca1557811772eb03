// One statement for the user and one for each collection. Nothing is multiplied.
// Costs a round trip for each collection, for any number of rows.
import type { Queryable } from '../open-database.ts'
import type { Activity } from './loads-posts-and-comments.ts'

export async function queryPerCollection(db: Queryable): Promise<Activity> {
  const { rows: users } = await db.query('select id, name from users where id = 1')
  const { rows: posts } = await db.query('select title from posts where user_id = 1 order by id')
  const { rows: comments } = await db.query(
    'select body from comments where user_id = 1 order by id',
  )
  return {
    ...users[0],
    posts: posts.map(({ title }) => title),
    comments: comments.map(({ body }) => body),
  }
}
