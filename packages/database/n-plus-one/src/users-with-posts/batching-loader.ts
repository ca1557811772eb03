// Each user asks for its own posts; the loader collects what is asked in one tick, and asks once.
// Costs a library and a loader for each request. It fits where no one sees the whole list: GraphQL.
import type { Queryable } from '../open-database.ts'
import { createPostsLoader } from './create-posts-loader.ts'
import type { User } from './user.ts'

export async function batchingLoader(db: Queryable, limit: number): Promise<User[]> {
  const posts = createPostsLoader(db)
  const { rows: users } = await db.query('select id, name, bio from users order by id limit $1', [
    limit,
  ])
  return Promise.all(users.map(async (user) => ({ ...user, posts: await posts.load(user.id) })))
}
