// Each user's resolver sends a query of its own. GraphQL calls it once for each user of the list.
// Breaks: 100 users, 100 statements, and no code in which the loop can be seen.
import type { ResolveUsers } from './resolves-users.ts'

export const queryPerResolver: ResolveUsers = (db, users) => {
  const resolvePosts = async (userId: number) => {
    const { rows } = await db.query('select id, title from posts where user_id = $1 order by id', [
      userId,
    ])
    return rows
  }
  return Promise.all(users.map(async (user) => ({ ...user, posts: await resolvePosts(user.id) })))
}
