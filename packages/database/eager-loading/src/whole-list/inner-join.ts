// The join without the word `left`.
// Breaks: a user without posts has no row in it, and is not on the page.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function innerJoin(db: Queryable, limit: number): Promise<User[]> {
  const { rows } = await db.query(
    `select users.id, name, bio, posts.id as post_id, title
     from (select id, name, bio from users order by id limit $1) as users
     join posts on posts.user_id = users.id
     order by users.id, posts.id`,
    [limit],
  )
  const users = new Map<number, User>()
  for (const { id, name, bio, post_id, title } of rows) {
    const user: User = users.get(id) ?? { id, name, bio, posts: [] }
    users.set(id, user)
    user.posts.push({ id: post_id, title })
  }
  return [...users.values()]
}
