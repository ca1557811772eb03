// The join with the limit at its end, where the query of the users had it.
// Breaks: it limits joined rows, so the page has fewer users, and the last one lacks posts.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function limitedJoin(db: Queryable, limit: number): Promise<User[]> {
  const { rows } = await db.query(
    `select users.id, name, bio, posts.id as post_id, title
     from users left join posts on posts.user_id = users.id
     order by users.id, posts.id
     limit $1`,
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
