// A hot key that never expires. Nothing reads the database again, until the key is deleted.
// Breaks: a delete, by a writer or by eviction, is a stampede too; without one the price stays old.
import { priceKey } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'

export const noExpiry: CreateReader =
  ({ redis, load }) =>
  async (id) => {
    const cached = await redis.get(priceKey(id))
    if (cached !== null) return Number(cached)
    const price = await load(id)
    if (price !== null) await redis.set(priceKey(id), price)
    return price
  }
