import DataLoader from 'dataloader'
import type { Queryable } from '../open-database.ts'

export interface Post {
  id: number
  title: string
}

export type PostsLoader = DataLoader<number, Post[]>

/** Makes a loader that sends one query for all users whose posts are asked for in the same tick. */
export function createPostsLoader(db: Queryable): PostsLoader {
  return new DataLoader(async (userIds: readonly number[]) => {
    const { rows } = await db.query(
      'select id, user_id, title from posts where user_id = any($1) order by id',
      [userIds],
    )
    const postsByUser = Map.groupBy(rows, (row) => row.user_id)
    // One list for each id, in the order of the ids; users without posts have an empty one.
    return userIds.map((userId) =>
      (postsByUser.get(userId) ?? []).map(({ id, title }) => ({ id, title })),
    )
  })
}
