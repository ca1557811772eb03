// Looks into the cache, then into the database, and caches what it has found.
// Breaks: until the first request has filled the cache, each one that comes reads the database too.
import { priceKey, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'

export const cacheAside: CreateReader =
  ({ redis, load }) =>
  async (id) => {
    const cached = await redis.get(priceKey(id))
    if (cached !== null) return Number(cached)
    // RACE: other requests find no key either, and read the database.
    const price = await load(id)
    if (price !== null) await redis.set(priceKey(id), price, 'PX', ttlMs)
    return price
  }
