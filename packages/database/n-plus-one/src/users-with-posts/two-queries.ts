// Reads the users, then the posts of all of them by one array of ids. ORMs call it preload.
// Costs a second round trip. At read committed a commit can come in between: see eager-loading.
import type { Queryable } from '../open-database.ts'
import { childrenOf } from './children-of.ts'
import type { User } from './user.ts'

export async function twoQueries(db: Queryable, limit: number): Promise<User[]> {
  const { rows: users } = await db.query('select id, name, bio from users order by id limit $1', [
    limit,
  ])
  const postsByUser = await childrenOf(
    db,
    'select id, user_id, title from posts where user_id = any($1) order by id',
    users.map(({ id }) => id),
    'user_id',
  )
  return users.map((user) => ({
    ...user,
    posts: (postsByUser.get(user.id) ?? []).map(({ id, title }) => ({ id, title })),
  }))
}
