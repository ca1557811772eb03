// Write-through as it is often drawn: the cache first, then the database.
// BREAKS: after a death in between, or when the database refuses, readers see a price that no
// database has.
import { readAside } from './cache-aside.ts'
import { updatePrice } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const cacheFirst: OpenPrices = (stores) => ({
  readPrice: (id) => readAside(stores, id),
  async writePrice(id, price) {
    await stores.redis.set(keyOf(id), price, 'PX', ttlMs)
    await updatePrice(stores.pool, id, price)
  },
})
