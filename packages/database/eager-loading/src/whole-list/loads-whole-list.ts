import { isDeepStrictEqual } from 'node:util'
import type { Traffic } from '@lab/wire/statement-counter'
import { expectedUsers } from '../fill-tables.ts'
import { hundredUsers } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'
import type { Post, User } from './user.ts'

/** One way to load the first users with their posts, in the order of their ids. */
export type LoadUsers = (db: Queryable, limit: number) => Promise<User[]>

/** The contract of every way: it loads each of 100 users with all posts. */
export async function loadsWholeList(
  { counter, pool }: Database,
  load: LoadUsers,
): Promise<Traffic & { users: number; violation: string | undefined }> {
  const { result, ...traffic } = await counter.during(() => load(pool, 100))
  return { ...traffic, users: result.length, violation: difference(result) }
}

function difference(users: User[]): string | undefined {
  const expected = expectedUsers(hundredUsers, 100)
  if (isDeepStrictEqual(users, expected)) return undefined
  if (users.length < 100) return `100 users, ${users.length} loaded`
  const wrong = expected.filter((user, index) => !isDeepStrictEqual(user, users[index]))
  const { id, posts } = wrong[0]!
  const loaded = users[id - 1]!.posts
  return `${wrong.length} of 100 users loaded with other posts: ${idList(posts)} as ${idList(loaded)}`
}

function idList(posts: Post[]): string {
  return `[${posts.map(({ id }) => id).join(', ')}]`
}
