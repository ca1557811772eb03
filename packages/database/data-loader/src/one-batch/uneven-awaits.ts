// Every second user waits for an answer of its own first, as of a cache, and then asks the loader.
// Breaks: each answer is a callback of the event loop, and the loader sends its batch after each one.
import { setImmediate } from 'node:timers/promises'
import { createPostsLoader } from './create-posts-loader.ts'
import type { ResolveUsers } from './resolves-users.ts'

export const unevenAwaits: ResolveUsers = (db, users) => {
  const loader = createPostsLoader(db)
  const resolvePosts = async (userId: number) => {
    if (userId % 2 === 0) await setImmediate()
    return loader.load(userId)
  }
  return Promise.all(users.map(async (user) => ({ ...user, posts: await resolvePosts(user.id) })))
}
