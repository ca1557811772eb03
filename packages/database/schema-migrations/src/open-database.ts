import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'

/**
 * Opens a database of its own. Reports, migrations and the web service have a pool each, as they are
 * programs of their own; `plain` sets the scene and looks afterwards.
 */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return {
    ...db,
    reports: watch(db.pool()),
    pool: watch(db.pool()),
    /** The role of the web service has a limit: a statement is given up after 400 ms. */
    requests: watch(db.pool({ statement_timeout: 400 })),
    /** The one session that a pooler has left. */
    oneSession: watch(db.pool({ max: 1 })),
    plain: db.pool(),
    /** A pool that no other program has used. */
    anotherPool: () => db.pool(),
  }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
