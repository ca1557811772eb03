import { isDeepStrictEqual } from 'node:util'
import type { Traffic } from '@lab/wire/statement-counter'
import { expectedUsers } from '../fill-tables.ts'
import { hundredUsers } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'
import type { User } from './user.ts'

/** One way to load the first users with their posts, in the order of their ids. */
export type LoadUsers = (db: Queryable, limit: number) => Promise<User[]>

/** What a way did for one user and for a hundred, and what is wrong with it. */
export interface Loading {
  one: Traffic
  hundred: Traffic
  violation: string | undefined
}

/**
 * The contract of every way: it loads all users with all their posts, and sends as many statements
 * for 100 users as for 1.
 */
export async function loadsUsersWithPosts(
  { counter, pool }: Database,
  load: LoadUsers,
): Promise<Loading> {
  const { result: _, ...one } = await counter.during(() => load(pool, 1))
  const { result: users, ...hundred } = await counter.during(() => load(pool, 100))
  return { one, hundred, violation: difference(users) ?? growth(one, hundred) }
}

function difference(users: User[]): string | undefined {
  if (isDeepStrictEqual(users, expectedUsers(hundredUsers, 100))) return undefined
  return `${users.length} users loaded, and not the 100 with the posts of the tables`
}

function growth(one: Traffic, hundred: Traffic): string | undefined {
  const [few, many] = [one.statements.length, hundred.statements.length]
  return few === many ? undefined : `${few} statements for 1 user, ${many} for 100`
}
