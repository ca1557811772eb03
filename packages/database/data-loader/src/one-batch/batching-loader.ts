// Each user's resolver asks a loader, which collects the ids of one tick and sends one query.
// Costs a library, and a loader for each request.
import { createPostsLoader } from './create-posts-loader.ts'
import type { ResolveUsers } from './resolves-users.ts'

export const batchingLoader: ResolveUsers = (db, users) => {
  const loader = createPostsLoader(db)
  const resolvePosts = (userId: number) => loader.load(userId)
  return Promise.all(users.map(async (user) => ({ ...user, posts: await resolvePosts(user.id) })))
}
