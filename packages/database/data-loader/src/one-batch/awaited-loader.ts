// The same loader, awaited in a loop.
// Breaks: the loop asks for the next user when it has the last one, so each batch has one id.
import { createPostsLoader } from './create-posts-loader.ts'
import type { ResolveUsers, User } from './resolves-users.ts'

export const awaitedLoader: ResolveUsers = async (db, users) => {
  const loader = createPostsLoader(db)
  const resolved: User[] = []
  for (const user of users) resolved.push({ ...user, posts: await loader.load(user.id) })
  return resolved
}
