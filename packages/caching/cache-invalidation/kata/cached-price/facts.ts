import { conduct, crashable } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { openStores, plainProcess, servesTheNewPrice, setThePrice } from '../../src/index.ts'
import type { PriceCache, World } from '../../src/index.ts'

/** What one process of the shop reads and writes prices with. */
export type OpenPrices = (
  pool: Pool,
  redis: Redis,
) => {
  readPrice(id: number): Promise<number>
  writePrice(id: number, price: number): Promise<void>
}

export const facts = defineFacts<OpenPrices, World>({
  answer: 'openPrices',
  open: openStores,
  facts: {
    'asks the database once, and then the cache': async (open, world) => {
      const prices = await begin(open, world)
      await prices.readPrice(1)
      await setBehindItsBack(world, 1, 777)
      const again = await prices.readPrice(1)
      return again === 100 ? undefined : 'a price that was just read is read from PostgreSQL again'
    },

    'keeps a price of 0 in the cache': async (open, world) => {
      const prices = await begin(open, world)
      await setBehindItsBack(world, 1, 0)
      await prices.readPrice(1)
      await setBehindItsBack(world, 1, 777)
      const again = await prices.readPrice(1)
      // Whether it keeps anything at all says the fact above.
      if (again === 0 || !(await keepsOne(open, world))) return undefined
      return 'the price 0 was just read, and is read from PostgreSQL again'
    },

    'serves the new price, in every order of a reader and a writer, also with an eviction': (
      open,
      world,
    ) => [
      servesTheNewPrice(world, cacheOf(open)),
      // A late reader is one change of turn that nothing forces.
      ...(['first key', 'last key'] as const).map((evicts) => ({
        race: servesTheNewPrice(world, cacheOf(open), { evicts }),
        explore: { preemptions: 1 },
      })),
    ],

    'serves the new price, when a process answers other requests while one is late': async (
      open,
      world,
    ) => {
      const elsewhere = world.space.client()
      for (const meanwhile of ['nothing', 'another product', 'the same product']) {
        await begin(open, world)
        const { pool, redis } = plainProcess(world)
        const others = open(pool, elsewhere)
        const late = answersLate(pool)
        const prices = open(late.pool, redis)
        const first = prices.readPrice(1)
        await Promise.race([late.isAsked, first])
        if (meanwhile === 'another product') await open(pool, redis).readPrice(2)
        await others.writePrice(1, 120)
        const second = meanwhile === 'the same product' ? prices.readPrice(1) : undefined
        // What it asks Redis before the database has its reply by then: one connection.
        for (let step = 0; step < 20; step++) await redis.ping()
        late.answer()
        await Promise.all([first, second])
        const price = await others.readPrice(1)
        if (price === 120) continue
        // Of a late request alone speaks the fact above.
        return meanwhile === 'nothing' ? undefined : `the price is 120, and the cache says ${price}`
      }
      return undefined
    },

    'serves the newer price, in every order of two writers': (open, world) =>
      servesTheNewPrice(world, cacheOf(open), { prices: [110, 120], readers: 0 }),

    'serves what another process has written': async (open, world) => {
      const prices = await begin(open, world)
      const { pool, redis } = plainProcess(world)
      const others = open(pool, redis)
      await prices.readPrice(1)
      await others.writePrice(1, 120)
      const price = await prices.readPrice(1)
      return price === 120 ? undefined : `another process has set 120, and it reads ${price}`
    },

    'leaves the other products in the cache': async (open, world) => {
      const prices = await begin(open, world)
      for (const id of [2, 11]) await prices.readPrice(id)
      for (const id of [2, 11]) await setBehindItsBack(world, id, 777)
      await prices.writePrice(1, 120)
      const left = [await prices.readPrice(2), await prices.readPrice(11)]
      if (left.join() === '200,1100' || !(await keepsOne(open, world))) return undefined
      return `the price of 1 has changed, and those of 2 and 11, which were 200 and 1100, are read as ${left.join(' and ')}`
    },

    'renews no key when it reads': async (open, world) => {
      const prices = await begin(open, world)
      const { plain } = world.space
      await prices.readPrice(1)
      const keys = await plain.keys('*')
      for (const key of keys) await plain.pexpire(key, 60_000)
      await prices.readPrice(1)
      await prices.readPrice(11)
      for (const key of keys) {
        if ((await plain.pttl(key)) > 60_000)
          return `the price of 1 is set, and a later read lets ${key} live for longer`
      }
      return undefined
    },

    'leaves no key that lives for longer than an hour, wherever a process dies': (open, world) => {
      const redis = world.space.watched()
      const prices = () => open(world.db.pool, redis)
      return conduct({
        setup: () => setThePrice(world),
        actors: {
          process: crashable(async () => {
            await prices().readPrice(1)
            await prices().writePrice(1, 120)
            await prices().readPrice(1)
          }),
        },
        invariant: () => longLivedKey(world.space.plain),
      })
    },
  },
})

function cacheOf(open: OpenPrices): PriceCache {
  return {
    readPrice: ({ pool, redis }, id) => open(pool, redis).readPrice(id),
    writePrice: ({ pool, redis }, id, price) => open(pool, redis).writePrice(id, price),
  }
}

/** Three products, and an empty cache. */
async function begin(open: OpenPrices, world: World): Promise<ReturnType<OpenPrices>> {
  await setThePrice(world)
  await world.db.plain.query('insert into products (id, price) values (2, 200), (11, 1100)')
  const { pool, redis } = plainProcess(world)
  return open(pool, redis)
}

async function setBehindItsBack({ db }: World, id: number, price: number): Promise<void> {
  await db.plain.query('update products set price = $2, version = version + 1 where id = $1', [
    id,
    price,
  ])
}

async function keepsOne(open: OpenPrices, world: World): Promise<boolean> {
  const prices = await begin(open, world)
  await prices.readPrice(1)
  await setBehindItsBack(world, 1, 777)
  return (await prices.readPrice(1)) === 100
}

async function longLivedKey(plain: Redis): Promise<string | undefined> {
  for (const key of await plain.keys('*')) {
    const leftMs = await plain.pttl(key)
    if (leftMs === -1) return `${key} lives for ever`
    if (leftMs > 3_600_000) return `${key} lives for ${Math.ceil(leftMs / 3_600_000)} hours`
  }
  return undefined
}

/** A pool that answers only when told. */
function answersLate(pool: Pool) {
  const asked = Promise.withResolvers<void>()
  const told = Promise.withResolvers<void>()
  const query = async (text: string, values: unknown[]) => {
    const answer = await pool.query(text, values)
    asked.resolve()
    await told.promise
    return answer
  }
  const late = new Proxy(pool, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)),
  })
  return { pool: late, isAsked: asked.promise, answer: told.resolve }
}
