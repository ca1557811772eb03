// Deletes the key, then writes. BREAKS: a reader that comes in between sets the old price again.
import { readAside, updatePrice } from './cache-aside.ts'
import { keyOf } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

export const deleteThenWrite: PriceCache = {
  readPrice: readAside,
  async writePrice(stores, id, price) {
    await stores.redis.del(keyOf(id))
    await updatePrice(stores, id, price)
  },
}
