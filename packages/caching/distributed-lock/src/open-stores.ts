import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import Redlock from 'redlock'

/** Opens a database and three servers' key spaces: `plain` sets the scene and looks afterwards. */
export async function openStores() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const spaces = [await redis(), await redis(), await redis()]
  const clientsOf = ({ client }: KeySpace) => ({
    // A worker that died in one order is back for the next one without a pause.
    watched: () => watch(client({ retryStrategy: () => 0 })),
    plain: client(),
  })
  const masters = spaces.map(clientsOf)
  // Redis learns the scripts of redlock at their first use, which takes a command more.
  const lock = await new Redlock([masters[0]!.plain]).acquire(['scripts'], 1_000)
  await lock.release()
  return {
    db: { ...db, pool: watch(db.pool()), plain: db.pool() },
    /** `masters` are for Redlock: three that know nothing of each other. */
    space: {
      ...spaces[0]!,
      ...masters[0]!,
      masters,
      async [Symbol.asyncDispose]() {
        for (const each of spaces) await each[Symbol.asyncDispose]()
      },
    },
    async [Symbol.asyncDispose]() {
      await this.space[Symbol.asyncDispose]()
      await this.db[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof openStores>>
