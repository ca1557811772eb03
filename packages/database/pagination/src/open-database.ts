import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import type { Pool, PoolClient } from 'pg'

/** Opens a database of its own: `pool` is watched, `plain` sets the scene and looks afterwards. */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  return { ...db, pool: watch(db.pool()), plain: db.pool() }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>

/** A pool, or one connection of it. */
export type Queryable = Pick<Pool | PoolClient, 'query'>

/**
 * Removes all posts before the next order; the first new one has the id 1 again. A truncate makes new
 * files each time, which is a third of what an order takes.
 */
export async function removePosts(plain: Queryable): Promise<void> {
  await plain.query(`delete from posts; select setval('posts_id_seq', 1, false)`)
}
