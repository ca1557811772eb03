// One statement: a subquery for each collection makes an array of it, so no collection meets another.
// Costs the server work. An aggregate after the joins would aggregate the product.
import type { Queryable } from '../open-database.ts'
import type { Activity } from './loads-posts-and-comments.ts'

export async function aggregatePerCollection(db: Queryable): Promise<Activity> {
  const { rows } = await db.query(
    `select id, name,
       array(select title from posts where user_id = users.id order by posts.id) as posts,
       array(select body from comments where user_id = users.id order by comments.id) as comments
     from users where id = 1`,
  )
  return rows[0]
}
