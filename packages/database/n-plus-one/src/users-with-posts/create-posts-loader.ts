import DataLoader from 'dataloader'
import type { Queryable } from '../open-database.ts'
import { childrenOf } from './children-of.ts'
import type { Post } from './user.ts'

/** Makes a loader that asks once for all users whose posts are wanted in the same tick. */
export function createPostsLoader(db: Queryable): DataLoader<number, Post[]> {
  return new DataLoader(async (userIds: readonly number[]) => {
    const postsByUser = await childrenOf(
      db,
      'select id, user_id, title from posts where user_id = any($1) order by id',
      userIds,
      'user_id',
    )
    // One answer for each id, in the order of the ids: users without posts too.
    return userIds.map((userId) =>
      (postsByUser.get(userId) ?? []).map(({ id, title }) => ({ id, title })),
    )
  })
}
