import { postgres } from '@lab/servers/postgres'

/** Opens a database of its own, with four customers, their orders and their payments. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return { ...db, pool: db.pool() }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
