// The same loader, awaited in a loop.
// Costs all that it should save: each tick asks for one user, so there is nothing to collect.
import type { Queryable } from '../open-database.ts'
import { createPostsLoader } from './create-posts-loader.ts'
import type { User } from './user.ts'

export async function awaitedLoader(db: Queryable, limit: number): Promise<User[]> {
  const posts = createPostsLoader(db)
  const { rows: users } = await db.query('select id, name, bio from users order by id limit $1', [
    limit,
  ])
  for (const user of users) user.posts = await posts.load(user.id)
  return users
}
