import { readFile } from 'node:fs/promises'
import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

export interface Database extends AsyncDisposable {
  server: Postgres['server']
  /** Watched: the actors' connections. */
  pool: Pool
  /** Not watched: sets the scene, and looks at the rows afterwards. */
  plain: Pool
}

/** Opens a database of its own with the tables of this concept. */
export async function openDatabase(): Promise<Database> {
  const schema = await readFile(new URL('../schema.sql', import.meta.url), 'utf8')
  const db = await postgres({ schema })
  return {
    server: db.server,
    pool: watch(db.pool()),
    plain: db.pool(),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}
