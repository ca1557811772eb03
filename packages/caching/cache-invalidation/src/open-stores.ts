import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import type { Stores } from './price/price-cache.ts'

/** Opens a database and a key space of their own: `plain` sets the scene and looks afterwards. */
export async function openStores() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const space = await redis()
  return {
    db: { ...db, pool: watch(db.pool()), plain: db.pool() },
    space: {
      ...space,
      // A server that died in one order is back for the next one without a pause.
      watched: () => watch(space.client({ retryStrategy: () => 0 })),
      plain: space.client(),
    },
    async [Symbol.asyncDispose]() {
      await space[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof openStores>>

/** A process of the shop that is not conducted. */
export function plainProcess({ db, space }: World): Stores {
  let tokens = 0
  return {
    pool: db.plain,
    redis: space.plain,
    sleep: () => Promise.resolve(),
    token: () => `plain-${++tokens}`,
  }
}
