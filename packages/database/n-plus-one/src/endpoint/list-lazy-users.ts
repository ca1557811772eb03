import type { Queryable } from '../open-database.ts'
import type { Post, User } from '../users-with-posts/user.ts'

export interface LazyUser extends Omit<User, 'posts'> {
  readonly posts: Promise<Post[]>
}

/** Lists all users; `posts` looks like data and is a query, as with the lazy relations of an ORM. */
export async function listLazyUsers(db: Queryable): Promise<LazyUser[]> {
  const { rows } = await db.query('select id, name, bio from users order by id')
  return rows.map((user) => ({
    ...user,
    get posts() {
      return postsOf(db, user.id)
    },
  }))
}

async function postsOf(db: Queryable, userId: number): Promise<Post[]> {
  const { rows } = await db.query('select id, title from posts where user_id = $1 order by id', [
    userId,
  ])
  return rows
}
