import { postgres } from '@lab/servers/postgres'
import { statementCounter } from '@lab/wire/statement-counter'
import type { Pool } from 'pg'

export type Queryable = Pick<Pool, 'query'>

/** Opens a database of its own. What goes through `pool` is counted on the wire. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const counter = await statementCounter(db.url)
  return {
    server: db.server,
    counter,
    pool: counter.pool(),
    plain: db.pool(),
    async [Symbol.asyncDispose]() {
      await counter[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
