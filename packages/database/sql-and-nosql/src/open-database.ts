import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import { fillCatalogue } from './fill-catalogue.ts'

/** Opens a database of its own with the whole catalogue in every shape. */
export async function openCatalogue() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const client = await db.connect()
  await fillCatalogue(client)
  return { ...db, client }
}

/** Opens a database of its own with the empty tables of every shape; `pool` is watched. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return { ...db, pool: watch(db.pool()), plain: db.pool() }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
