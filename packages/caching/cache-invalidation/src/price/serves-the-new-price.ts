import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Redis } from 'ioredis'
import { plainProcess } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import type { PriceCache, Stores } from './price-cache.ts'

export interface Traffic {
  /** What they set the price to, a writer each. The price is 100 before. */
  prices?: readonly [number] | readonly [number, number]
  /** How many readers come meanwhile. Default: one, which finds the cache empty. Without one the price is cached before. */
  readers?: 0 | 1 | 2
  /** Whether the writers may die at any of their steps; then they start again, if the way says how. */
  writersDie?: boolean
  /** What Redis evicts at any moment: every key, or the first or last one by name. Default: none. */
  evicts?: keyof typeof evictions
}

const evictions = {
  'every key': (redis: Redis) => redis.flushdb(),
  'first key': (redis: Redis) => redis.eval(evictOne, 0, 1),
  'last key': (redis: Redis) => redis.eval(evictOne, 0, -1),
}

const evictOne = `
  local keys = redis.call('KEYS', '*')
  table.sort(keys)
  local key = keys[ARGV[1] == '1' and 1 or #keys]
  return key and redis.call('DEL', key)`

/**
 * The contract: once all of them have ended, a reader gets the price that the database has. Until
 * then a reader may get either.
 */
export function servesTheNewPrice(world: World, way: PriceCache, traffic: Traffic = {}): Race {
  const { prices = [120], readers = 1, writersDie = false, evicts } = traffic
  const plain = plainProcess(world)
  const clock = virtualClock()
  const process = (name: string): Stores => ({
    pool: world.db.pool,
    redis: world.space.watched(),
    sleep: (ms) => clock.sleep(ms, 'the pause is over'),
    token: () => name,
  })
  const writerOf = (name: string, price: number) => {
    const stores = process(name)
    const write = () => way.writePrice(stores, 1, price)
    const restart = way.restart && { restart: () => way.restart!(stores) }
    return writersDie ? crashable(write, restart) : write
  }
  const names = prices.length === 1 ? ['writer'] : ['first-writer', 'second-writer']
  const readerNames = ['reader', 'second-reader'].slice(0, readers)
  const readerOf = (name: string) => {
    const stores = process(name)
    return () => way.readPrice(stores, 1)
  }
  const evictor = world.space.watched()
  return conduct({
    clock,
    async setup() {
      await setThePrice(world)
      if (readers === 0) await way.readPrice(plain, 1)
    },
    actors: {
      ...Object.fromEntries(readerNames.map((name) => [name, readerOf(name)])),
      ...Object.fromEntries(prices.map((price, at) => [names[at]!, writerOf(names[at]!, price)])),
      ...(evicts && { eviction: () => evictions[evicts](evictor) }),
    },
    invariant: () => oldPriceIn(plain, way),
  })
}

/** The price is 100, and the cache is empty. */
export async function setThePrice({ db, space }: World): Promise<void> {
  await space.plain.flushdb()
  await db.plain.query(`delete from invalidations; delete from products;
    select setval('invalidations_id_seq', 1, false);
    insert into products (id, price) values (1, 100)`)
}

async function oldPriceIn(plain: Stores, way: PriceCache): Promise<string | undefined> {
  const served = await way.readPrice(plain, 1)
  const { rows } = await plain.pool.query('select price from products where id = 1')
  const { price } = rows[0]
  return served === price ? undefined : `the price is ${price}, and the cache says ${served}`
}
