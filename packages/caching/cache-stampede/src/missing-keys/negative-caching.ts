// Caches that there is no such row, for a short time.
// Breaks: a row that is inserted in the meantime is not seen, even if its writer deletes the key.
import { missingMs, noPrice, priceKey, priceOf, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'

export const negativeCaching: CreateReader =
  ({ redis, load }) =>
  async (id) => {
    const cached = await redis.get(priceKey(id))
    if (cached !== null) return priceOf(cached)
    const price = await load(id)
    // RACE: the row is inserted and the key deleted here, and then "none" is cached.
    if (price === null) await redis.set(priceKey(id), noPrice, 'PX', missingMs)
    else await redis.set(priceKey(id), price, 'PX', ttlMs)
    return price
  }
