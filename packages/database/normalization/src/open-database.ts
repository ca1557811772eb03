import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'

/** Opens a database of its own: `pool` is watched, `plain` sets the scene and looks afterwards. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const anotherPool = () => watch(db.pool())
  return { ...db, pool: anotherPool(), plain: db.pool(), anotherPool }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
