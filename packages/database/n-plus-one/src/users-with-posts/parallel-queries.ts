// Sends the query for each user at once, as fast as the pool has connections.
// Costs as many statements, and every connection of the pool: other requests wait meanwhile.
import type { Queryable } from '../open-database.ts'
import type { User } from './user.ts'

export async function parallelQueries(db: Queryable, limit: number): Promise<User[]> {
  const { rows: users } = await db.query('select id, name, bio from users order by id limit $1', [
    limit,
  ])
  return Promise.all(
    users.map(async (user) => {
      const { rows: posts } = await db.query(
        'select id, title from posts where user_id = $1 order by id',
        [user.id],
      )
      return { ...user, posts }
    }),
  )
}
