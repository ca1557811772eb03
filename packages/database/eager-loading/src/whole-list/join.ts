// One statement with a row for each post; the user is repeated in each, and put together here.
// The limit counts users, in a subquery, and `left` keeps users without posts.
// Costs the user's columns once for each post.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function join(db: Queryable, limit: number): Promise<User[]> {
  const { rows } = await db.query(
    `select users.id, name, bio, posts.id as post_id, title
     from (select id, name, bio from users order by id limit $1) as users
     left join posts on posts.user_id = users.id
     order by users.id, posts.id`,
    [limit],
  )
  const users = new Map<number, User>()
  for (const { id, name, bio, post_id, title } of rows) {
    const user: User = users.get(id) ?? { id, name, bio, posts: [] }
    users.set(id, user)
    if (post_id !== null) user.posts.push({ id: post_id, title })
  }
  return [...users.values()]
}
