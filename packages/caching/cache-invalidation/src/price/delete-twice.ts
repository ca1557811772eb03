// Deletes the key, writes, and deletes it once more after a pause, for readers that were late.
// BREAKS: a reader that is slower than the pause sets the old price after the second delete.
import { readAside, updatePrice } from './cache-aside.ts'
import { keyOf } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

const pauseMs = 500

export const deleteTwice: PriceCache = {
  readPrice: readAside,
  async writePrice(stores, id, price) {
    await stores.redis.del(keyOf(id))
    await updatePrice(stores, id, price)
    await stores.sleep(pauseMs)
    await stores.redis.del(keyOf(id))
  },
}
