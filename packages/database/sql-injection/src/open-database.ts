import { randomBytes } from 'node:crypto'
import { postgres } from '@lab/servers/postgres'

/**
 * Opens a database of its own. `pool` may do everything in it, as the role of most applications.
 * `limited` connects as a role that may read what the pages show and write nicknames.
 */
export async function openDatabase() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const pool = db.pool()
  const address = new URL(db.url)
  // A role belongs to the whole server: it is named after this database, and goes with it.
  const role = `${address.pathname.slice(1)}_shop`
  address.username = role
  address.password = randomBytes(18).toString('base64url')
  await pool.query(`
    create role ${role} login password '${address.password}';
    grant select (id, email, role, nickname) on users to ${role};
    grant update (nickname) on users to ${role};
    grant select on products, reviews to ${role}`)
  return {
    ...db,
    pool,
    limited: db.pool({ connectionString: address.href }),
    async [Symbol.asyncDispose]() {
      await pool.query(`drop owned by ${role}; drop role ${role}`)
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
