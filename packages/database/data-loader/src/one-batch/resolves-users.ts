import type { Traffic } from '@lab/wire/statement-counter'
import type { Database, Queryable } from '../open-database.ts'
import type { Post } from './create-posts-loader.ts'

export interface User {
  id: number
  name: string
  posts: Post[]
}

/** One way to resolve the posts of each user of a list. */
export type ResolveUsers = (db: Queryable, users: readonly Omit<User, 'posts'>[]) => Promise<User[]>

/**
 * The contract of every way: each of 100 users has its posts, in one statement for all of them. The
 * list of users is loaded before, as a query of GraphQL resolves it.
 */
export async function resolvesUsers(
  { counter, pool, plain }: Database,
  resolve: ResolveUsers,
): Promise<Traffic & { violation: string | undefined }> {
  const { rows: users } = await plain.query('select id, name from users order by id')
  const { result, ...traffic } = await counter.during(() => resolve(pool, users))
  return { ...traffic, violation: difference(result) ?? repetition(traffic) }
}

function difference(users: User[]): string | undefined {
  // User n has as many posts as the last digit of n.
  const wrong = users.find(({ id, posts }) => posts.length !== id % 10)
  if (users.length !== 100) return `100 users, ${users.length} resolved`
  return wrong && `user ${wrong.id} has ${wrong.id % 10} posts, ${wrong.posts.length} resolved`
}

function repetition({ statements }: Traffic): string | undefined {
  return statements.length > 1 ? `${statements.length} statements for 100 users` : undefined
}
