import { AssertionError } from 'node:assert'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import type { Express } from 'express'
import { expectedUsers } from '../fill-tables.ts'
import { hundredUsers } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'

/** One way to serve the page `/users`. */
export type AddPage = (app: Express, db: Queryable) => void

/**
 * The contract of every way: the page has all users with the titles of their posts, and takes one
 * statement.
 */
export async function answersInOneStatement(
  { counter, pool }: Database,
  addPage: AddPage,
): Promise<{ statements: number; violation: string | undefined }> {
  // Loaded when it is needed: the other scenes do without.
  const { default: express } = await import('express')
  const app = express()
  addPage(app, pool)
  await using server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const address = `http://127.0.0.1:${port}/users`
    const response = await counter.expectStatements(1, () => fetch(address))
    const page = await response.json()
    const violation = isDeepStrictEqual(page, expectedPage())
      ? undefined
      : 'the page shows other users or posts'
    return { statements: 1, violation }
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error
    return { statements: Number(error.actual), violation: error.message }
  }
}

function expectedPage() {
  return expectedUsers(hundredUsers, 100).map(({ name, posts }) => ({
    name,
    titles: posts.map(({ title }) => title),
  }))
}
