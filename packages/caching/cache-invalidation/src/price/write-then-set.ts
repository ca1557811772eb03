// Writes, then sets the new price. BREAKS: two writers may commit in one order and set in the
// other, and a late reader overwrites the new price like before.
import { readAside, updatePrice } from './cache-aside.ts'
import { keyOf, ttlMs } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

export const writeThenSet: PriceCache = {
  readPrice: readAside,
  async writePrice(stores, id, price) {
    await updatePrice(stores, id, price)
    await stores.redis.set(keyOf(id), price, 'PX', ttlMs)
  },
}
