import { isDeepStrictEqual } from 'node:util'
import type { Traffic } from '@lab/wire/statement-counter'
import type { Database, Queryable } from '../open-database.ts'

export interface Activity {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

/** One way to load user 1 with the titles of the posts and the texts of the comments. */
export type LoadActivity = (db: Queryable) => Promise<Activity>

/**
 * The contract of every way: each post and each comment is loaded once and received at most once.
 */
export async function loadsPostsAndComments(
  { counter, pool }: Database,
  load: LoadActivity,
): Promise<Traffic & { violation: string | undefined }> {
  const { result, ...traffic } = await counter.during(() => load(pool))
  return { ...traffic, violation: difference(result) ?? repetition(traffic) }
}

function difference({ posts, comments, ...user }: Activity): string | undefined {
  const names = (word: string) => Array.from({ length: 100 }, (_, index) => `${word} ${index + 1}`)
  const expected = { id: 1, name: 'user 1', posts: names('post'), comments: names('comment') }
  if (isDeepStrictEqual({ ...user, posts, comments }, expected)) return undefined
  return `100 posts and 100 comments, ${posts.length} and ${comments.length} loaded`
}

function repetition({ rows }: Traffic): string | undefined {
  return rows > 201 ? `1 user, 100 posts, 100 comments: ${rows} rows received` : undefined
}
