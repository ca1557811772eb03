import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import { statementCounter } from '@lab/wire/statement-counter'
import { countReads } from './load-price.ts'

/** Opens a database whose reads are counted on the wire, and a cache. */
export async function openShop() {
  await using opened = new AsyncDisposableStack()
  const schema = new URL('../schema.sql', import.meta.url)
  const [database, cache] = await Promise.all([postgres({ schema }), redis()])
  opened.use(database)
  opened.use(cache)
  const counter = opened.use(await statementCounter(database.url))
  const [plain, plainRedis] = [database.pool(), cache.client()]
  const stack = opened.move()
  return {
    database,
    cache,
    /** Of the database by way of the counter. */
    countedUrl: counter.url,
    countedPool: counter.pool,
    /** Sets the scene and looks; not counted. */
    plain,
    plainRedis,
    countReads: () => countReads(counter),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>
