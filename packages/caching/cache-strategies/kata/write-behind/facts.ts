import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { clockAhead, defineFacts } from '@lab/kata'
import { statementCounter } from '@lab/wire/statement-counter'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { openStores, pricesInDatabase, putOnSale } from '../../src/index.ts'
import type { World } from '../../src/index.ts'

/** What one process of the shop writes prices with. */
export type OpenPrices = (
  pool: Pool,
  redis: Redis,
) => {
  writePrice(id: number, price: number): Promise<void>
  flush(): Promise<void>
}

export const facts = defineFacts<OpenPrices, World>({
  answer: 'openPrices',
  open: openStores,
  facts: {
    'acknowledges a write without a statement to the database': async (open, world) => {
      await putOnSale(world, 1)
      await using counter = await statementCounter(world.db.url)
      const prices = open(counter.pool({ max: 1 }), world.space.plain)
      const { statements } = await counter.during(() => prices.writePrice(1, 120))
      return statements.length === 0 ? undefined : `writePrice sends ${statements[0]}`
    },

    'brings each product its newest price, also 0': async (open, world) => {
      const prices = await begin(open, world, 11)
      await prices.flush()
      for (const [id, price] of [
        [1, 130],
        [9, 190],
        [10, 200],
        [1, 110],
        [999, 5],
        [11, 0],
      ] as const)
        await prices.writePrice(id, price)
      await prices.flush()
      await nextMillisecond(world.space.plain)
      await prices.writePrice(10, 99)
      await prices.flush()
      const found = await pricesInDatabase(world)
      const five = [1, 2, 9, 10, 11].map((id) => found.get(id)).join()
      if (found.has(999)) return 'a product 999 is made that was not there'
      return five === '110,100,190,99,0'
        ? undefined
        : `the prices of 1, 2, 9, 10 and 11 must be 110,100,190,99,0, and are ${five}`
    },

    'keeps every acknowledged write, wherever a process dies': (open, world) => diesAt(open, world),

    'keeps the newest price, however two processes take turns': (open, world) => ({
      race: twoProcesses(open, world),
      // An answer of twenty steps has too many orders. A late write takes two switches.
      explore: { preemptions: 2 },
    }),

    'takes the later write, whatever the clocks of a process and of Redis say': async (
      open,
      world,
    ) => {
      const prices = await begin(open, world, 1)
      {
        using _ahead = clockAhead(3_600_000)
        await prices.writePrice(1, 110)
      }
      for (const price of [120, 130, 140]) {
        await open(world.db.plain, world.space.plain).writePrice(1, price)
        await prices.flush()
        const found = (await pricesInDatabase(world)).get(1)
        if (found !== price) return `${price} was written last, and the database has ${found}`
        if (price === 120) await putRedisClockBack(world.space.plain)
        await nextMillisecond(world.space.plain)
      }
      return undefined
    },

    'brings 1,200 writes to the database in one flush': async (open, world) => {
      const prices = await begin(open, world, 1_200)
      const ids = Array.from({ length: 1_200 }, (_, index) => index + 1)
      await Promise.all(ids.map((id) => prices.writePrice(id, 120)))
      await prices.flush()
      const left = [...(await pricesInDatabase(world)).values()].filter((price) => price !== 120)
      return left.length === 0 ? undefined : `${left.length} of 1200 writes are not in the database`
    },

    'sends few statements for many writes': async (open, world) => {
      await putOnSale(world, 5)
      await using counter = await statementCounter(world.db.url)
      const prices = open(counter.pool({ max: 1 }), world.space.plain)
      for (let write = 1; write <= 200; write++) await prices.writePrice((write % 5) + 1, write)
      const { statements } = await counter.during(() => prices.flush())
      const sent = statements.length
      return sent <= 20 ? undefined : `200 writes to 5 products are ${sent} statements`
    },

    'leaves nothing of what is flushed in Redis': async (open, world) => {
      const prices = await begin(open, world, 1)
      const sizes = []
      for (let round = 1; round <= 2; round++) {
        for (let write = 1; write <= 200; write++) await prices.writePrice(1, write)
        await prices.flush()
        sizes.push(await bytesIn(world.space.plain))
      }
      const [before = 0, after = 0] = sizes
      return after <= before + 200
        ? undefined
        : `200 more writes are flushed, and Redis keeps ${after - before} bytes more`
    },

    'refuses a price that the database would refuse': async (open, world) => {
      const prices = await begin(open, world, 2)
      for (const price of [-1, 1.5, 2_147_483_648, Number.NaN]) {
        const write = async () => prices.writePrice(1, price)
        const answer = await write().catch((error: unknown) => error)
        if (!(answer instanceof RangeError))
          return answer === undefined
            ? `the price ${price} is acknowledged`
            : `the error for the price ${price} is no RangeError`
      }
      await prices.writePrice(2, 2_147_483_647)
      await prices.flush()
      const [one, two] = [...(await pricesInDatabase(world)).values()].toSorted((a, b) => a - b)
      return one === 100 && two === 2_147_483_647
        ? undefined
        : `prices that were refused are written, or the largest one is not: ${one}, ${two}`
    },
  },
})

/** Products that cost 100 each, and a process that is not conducted. */
async function begin(open: OpenPrices, world: World, products: number) {
  await putOnSale(world, products)
  return open(world.db.plain, world.space.plain)
}

const written = [
  [1, 110],
  [2, 220],
  [1, 130],
] as const

/** A process writes and flushes, dies at any step, and flushes when it starts again. */
function diesAt(open: OpenPrices, world: World): Race {
  const redis = world.space.watched()
  const process = () => open(world.db.pool, redis)
  let acknowledged = new Map<number, number>()
  return conduct({
    setup() {
      acknowledged = new Map()
      return putOnSale(world, 2)
    },
    actors: {
      process: crashable(
        async () => {
          const prices = process()
          for (const [index, [id, price]] of written.entries()) {
            await prices.writePrice(id, price)
            acknowledged.set(id, price)
            if (index === 1) await prices.flush()
          }
        },
        { restart: () => process().flush() },
      ),
    },
    async invariant() {
      await open(world.db.plain, world.space.plain).flush()
      const prices = await pricesInDatabase(world)
      const lost = [...acknowledged].find(([id, price]) => prices.get(id)! < price)
      if (lost === undefined) return undefined
      const [id, price] = lost
      return `the price ${price} of ${id} is acknowledged, and the database has ${prices.get(id)}`
    },
  })
}

/** 110 is written before. One process flushes, another one writes 130 and flushes. */
function twoProcesses(open: OpenPrices, world: World): Race {
  const process = () => {
    const redis = world.space.watched()
    return () => open(world.db.pool, redis)
  }
  const [flusher, writer] = [process(), process()]
  const plain = () => open(world.db.plain, world.space.plain)
  return conduct({
    async setup() {
      await putOnSale(world, 1)
      await plain().writePrice(1, 110)
      await nextMillisecond(world.space.plain)
    },
    actors: {
      flusher: () => flusher().flush(),
      async writer() {
        const prices = writer()
        await prices.writePrice(1, 130)
        await prices.flush()
      },
    },
    async invariant() {
      await plain().flush()
      const price = (await pricesInDatabase(world)).get(1)
      return price === 130 ? undefined : `130 was written last, and the database has ${price}`
    },
  })
}

/** Whether two writes of one millisecond are told apart is the matter of one fact only. */
async function nextMillisecond(redis: Redis): Promise<void> {
  const begun = await millisecondOf(redis)
  while ((await millisecondOf(redis)) === begun);
}

async function millisecondOf(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time()
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000)
}

/** Streams go on at the millisecond of their last id, as when the clock of Redis is put back. */
async function putRedisClockBack(redis: Redis): Promise<void> {
  const inAnHour = `${Date.now() + 3_600_000}-0`
  for (const key of await redis.keys('*'))
    if ((await redis.type(key)) === 'stream') await redis.call('XSETID', key, inAnHour)
}

async function bytesIn(redis: Redis): Promise<number> {
  let bytes = 0
  for (const key of await redis.keys('*')) bytes += (await redis.memory('USAGE', key)) ?? 0
  return bytes
}
