import { postgres } from '@lab/servers/postgres'
import { statementCounter } from '@lab/wire/statement-counter'
import knex from 'knex'

/**
 * Opens a database of its own. What goes through `knex` and `pool` is counted where it passes on the
 * wire; `plain` sets the scene and looks afterwards. Each of the two has one connection, so that
 * statements arrive in the order in which they were sent.
 */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const counter = await statementCounter(db.url)
  const builder = knex({ client: 'pg', connection: counter.url, pool: { min: 0, max: 1 } })
  return {
    server: db.server,
    knex: builder,
    pool: counter.pool({ max: 1 }),
    counter,
    plain: db.pool(),
    async [Symbol.asyncDispose]() {
      await builder.destroy()
      await counter[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
