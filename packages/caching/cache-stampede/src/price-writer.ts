import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { createBloomFilter } from './missing-keys/bloom-filter.ts'
import { lockKey, priceKey } from './price-reader.ts'

/** Writes a price into the database, and does for the cache what it must. */
export type WritePrice = (
  at: { pool: Pool; redis: Redis },
  id: number,
  price: number,
) => Promise<void>

export const writeOnly: WritePrice = async ({ pool }, id, price) => {
  await pool.query(
    'insert into products values ($1, $2) on conflict (id) do update set price = excluded.price',
    [id, price],
  )
}

export const writeThenDelete: WritePrice = async (at, id, price) => {
  await writeOnly(at, id, price)
  await at.redis.del(priceKey(id), lockKey(id))
}

export const writeThenAdd: WritePrice = async (at, id, price) => {
  await writeOnly(at, id, price)
  // RACE: a crash here leaves a row that no reader sees.
  await createBloomFilter(at.redis).add(id)
}

export const addThenWrite: WritePrice = async (at, id, price) => {
  await createBloomFilter(at.redis).add(id)
  await writeOnly(at, id, price)
}
