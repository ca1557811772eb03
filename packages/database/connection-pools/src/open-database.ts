import { postgres } from '@lab/servers/postgres'

/** Opens a database of its own: `plain` sets the scene and looks afterwards. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return { ...db, plain: db.pool() }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
