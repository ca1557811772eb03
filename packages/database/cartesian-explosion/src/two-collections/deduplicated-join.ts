// The same join; a post or comment that was collected already is dropped by its key, as ORMs do it.
// Costs the same 10 000 rows. The page is right, and so the cost stays hidden.
import type { Queryable } from '../open-database.ts'
import type { Activity } from './loads-posts-and-comments.ts'

export async function deduplicatedJoin(db: Queryable): Promise<Activity> {
  const { rows } = await db.query(
    `select users.id, name, posts.id as post_id, title, comments.id as comment_id, body
     from users
     left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where users.id = 1
     order by posts.id, comments.id`,
  )
  const { id, name } = rows[0]
  const posts = new Map(rows.map(({ post_id, title }) => [post_id, title]))
  const comments = new Map(rows.map(({ comment_id, body }) => [comment_id, body]))
  return { id, name, posts: [...posts.values()], comments: [...comments.values()] }
}
