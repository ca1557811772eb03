import type { Database, Queryable } from '../open-database.ts'

export interface Counts {
  posts: number
  comments: number
}

/** One way to count the posts and comments of user 1. */
export type CountActivity = (db: Queryable) => Promise<Counts>

/** The contract of every way: it counts each post and each comment once. */
export async function countsPostsAndComments(
  { pool }: Database,
  count: CountActivity,
): Promise<Counts & { violation: string | undefined }> {
  const { posts, comments } = await count(pool)
  const violation =
    posts === 100 && comments === 100
      ? undefined
      : `100 posts and 100 comments, ${posts} and ${comments} counted`
  return { posts, comments, violation }
}
