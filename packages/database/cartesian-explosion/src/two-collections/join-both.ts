// Joins posts and comments to the user in one statement, and collects both from the rows.
// Breaks: each post meets each comment. 100 and 100 are 10 000 rows, and each title comes 100 times.
import type { Queryable } from '../open-database.ts'
import type { Activity } from './loads-posts-and-comments.ts'

export async function joinBoth(db: Queryable): Promise<Activity> {
  const { rows } = await db.query(
    `select users.id, name, title, body
     from users
     left join posts on posts.user_id = users.id
     left join comments on comments.user_id = users.id
     where users.id = 1
     order by posts.id, comments.id`,
  )
  const { id, name } = rows[0]
  return { id, name, posts: rows.map(({ title }) => title), comments: rows.map(({ body }) => body) }
}
