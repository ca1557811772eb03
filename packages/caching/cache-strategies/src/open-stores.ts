import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'

/** Opens a database and a key space of their own: `plain` sets the scene and looks afterwards. */
export async function openStores() {
  const db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const space = await redis()
  return {
    db: { ...db, pool: watch(db.pool()), plain: db.pool() },
    space: {
      ...space,
      // A process that died in one order is back for the next one without a pause.
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

/** Products 1 and up cost 100 each, and the cache is empty. */
export async function putOnSale({ db, space }: World, products: number): Promise<void> {
  await space.plain.flushdb()
  await db.plain.query('delete from products')
  await db.plain.query(
    'insert into products (id, price) select id, 100 from generate_series(1, $1::int) as id',
    [products],
  )
}

/** The price of each product in the database, by its id. */
export async function pricesInDatabase({ db }: Pick<World, 'db'>): Promise<Map<number, number>> {
  const { rows } = await db.plain.query<{ id: number; price: number }>(
    'select id, price from products',
  )
  return new Map(rows.map(({ id, price }) => [id, price]))
}
