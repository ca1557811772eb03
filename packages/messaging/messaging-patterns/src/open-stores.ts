import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'

/** Opens a key space and a database: `clients` are watched, `unwatched` are not. */
export async function openStores() {
  const schema = new URL('../schema.sql', import.meta.url)
  const [space, db] = await Promise.all([redis(), postgres({ schema })])
  const client = () => watch(space.client())
  return {
    space,
    db,
    clients: { alice: client(), bob: client(), server: client() },
    unwatched: { redis: space.client(), pool: db.pool() },
    async [Symbol.asyncDispose]() {
      await space[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Stores = Awaited<ReturnType<typeof openStores>>
