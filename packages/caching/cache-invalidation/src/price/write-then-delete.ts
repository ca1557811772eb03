// Writes, then deletes the key. BREAKS: a reader that has asked the database before the write sets
// the old price after the delete.
import { readAside, updatePrice } from './cache-aside.ts'
import { keyOf } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

export const writeThenDelete: PriceCache = {
  readPrice: readAside,
  async writePrice(stores, id, price) {
    await updatePrice(stores, id, price)
    await stores.redis.del(keyOf(id))
  },
}
