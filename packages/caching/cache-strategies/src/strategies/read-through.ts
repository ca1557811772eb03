// The cache loads what it does not have: the application asks only the cache. The same commands and
// statements as cache-aside; they stand in one place instead of in every caller.
import type { Redis } from 'ioredis'
import { selectPrice, updatePrice } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const readThrough: OpenPrices = ({ pool, redis }) => {
  const prices = createLoadingCache(redis, (id) => selectPrice(pool, id))
  return {
    readPrice: prices.get,
    async writePrice(id, price) {
      await updatePrice(pool, id, price)
      await prices.delete(id)
    },
  }
}

function createLoadingCache(redis: Redis, load: (id: number) => Promise<number>) {
  return {
    async get(id: number): Promise<number> {
      const cached = await redis.get(keyOf(id))
      if (cached !== null) return Number(cached)
      const value = await load(id)
      await redis.set(keyOf(id), value, 'PX', ttlMs)
      return value
    },
    delete: (id: number) => redis.del(keyOf(id)),
  }
}
