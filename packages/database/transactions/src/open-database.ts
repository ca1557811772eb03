import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'

/** Opens a database of its own: `pool` is watched, `plain` sets the scene and looks afterwards,
 * `onePool` is watched and has one connection. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return { ...db, pool: watch(db.pool()), onePool: watch(db.pool({ max: 1 })), plain: db.pool() }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
