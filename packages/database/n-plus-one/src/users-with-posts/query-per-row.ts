// Reads the users, then sends a query for the posts of each: one statement, and N more.
// Costs a round trip for each user. Three users in the development database do not show it.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function queryPerRow(db: Queryable, limit: number): Promise<User[]> {
  const { rows: users } = await db.query('select id, name, bio from users order by id limit $1', [
    limit,
  ])
  for (const user of users) {
    const { rows: posts } = await db.query(
      'select id, title from posts where user_id = $1 order by id',
      [user.id],
    )
    user.posts = posts
  }
  return users
}
