import { AssertionError } from 'node:assert'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import type { Express } from 'express'
import { usersOf } from '../fill-tables.ts'
import { hundredUsers } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'

/** One way to serve the page `/users`. */
export type CreateApp = (db: Queryable) => Express

/**
 * The contract of every way: the page has all users with the titles of their posts, and takes one
 * statement.
 *
 * @returns What is wrong, or undefined.
 */
export async function answersInOneStatement(
  { counter, pool }: Database,
  createApp: CreateApp,
): Promise<string | undefined> {
  await using server = createApp(pool).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const response = await counter.expectStatements(1, () => fetch(`http://127.0.0.1:${port}/users`))
    const page = await response.json()
    return isDeepStrictEqual(page, expectedPage()) ? undefined : 'other users, or other posts'
  } catch (error) {
    if (error instanceof AssertionError) return error.message
    throw error
  }
}

function expectedPage() {
  return usersOf(hundredUsers, 100).map(({ name, posts }) => ({
    name,
    titles: posts.map(({ title }) => title),
  }))
}
