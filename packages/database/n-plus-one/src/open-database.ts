import { postgres } from '@lab/servers/postgres'
import { statementCounter } from '@lab/wire/statement-counter'
import type { Pool } from 'pg'
import { fillTables } from './fill-tables.ts'
import type { Contents } from './fill-tables.ts'

/** A pool, or one connection of it. */
export type Queryable = Pick<Pool, 'query'>

/** The tables of most scenes. Every tenth user has no posts; all together they have 450. */
export const hundredUsers: Contents = { users: 100, bioBytes: 100, posts: [0, 9], comments: [0, 0] }

/**
 * Opens a database of its own, filled. What goes through `pool` is counted on the wire; `plain` sets
 * the scene and looks afterwards.
 */
export async function openDatabase(contents: Contents = hundredUsers) {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const counter = await statementCounter(db.url)
  const plain = db.pool()
  const fill = (next: Contents) => fillTables(plain, next)
  await fill(contents)
  return {
    server: db.server,
    counter,
    pool: counter.pool(),
    plain,
    fill,
    async [Symbol.asyncDispose]() {
      await counter[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
