import { randomUUID } from 'node:crypto'
import { loadPrice } from '../load-price.ts'
import type { Shop } from '../open-shop.ts'
import type { CreateReader } from '../price-reader.ts'
import { createBloomFilter } from './bloom-filter.ts'

export const rows = 1_000

/** Fills the table with ids from 1 on, and the filter with it. The cache is empty. */
export async function putProducts({ plain, plainRedis }: Shop): Promise<void> {
  await plainRedis.flushdb()
  await plain.query('truncate products')
  await plain.query('insert into products select id, 10 from generate_series(1, $1) as id', [rows])
  const known = createBloomFilter(plainRedis)
  await Promise.all(Array.from({ length: rows }, (_, index) => known.add(index + 1)))
}

/** Counts how often the database is read for requests that come one after the other. */
export async function readsOfIds(
  shop: Shop,
  create: CreateReader,
  ids: readonly number[],
): Promise<{ reads: number; keys: number }> {
  const pool = shop.countedPool()
  const keysBefore = await shop.plainRedis.dbsize()
  const endCount = shop.countReads()
  const load = (id: number) => loadPrice(pool, id)
  const pause = () => Promise.reject(new Error('has to wait'))
  const read = create({ redis: shop.plainRedis, load, pause, newToken: randomUUID })
  for (const id of ids) await read(id)
  return { reads: await endCount(), keys: (await shop.plainRedis.dbsize()) - keysBefore }
}

/** Adds the products to a filter, and counts which of 10,000 unknown ids it takes for known ones. */
export async function countFalsePositives(
  { plainRedis }: Shop,
  filter: { bits: number; hashes: number },
): Promise<number> {
  await plainRedis.flushdb()
  const known = createBloomFilter(plainRedis, filter)
  await Promise.all(Array.from({ length: rows }, (_, index) => known.add(index + 1)))
  const unknown = Array.from({ length: 10_000 }, (_, index) => known.mayHave(rows + 1 + index))
  return (await Promise.all(unknown)).filter(Boolean).length
}
