// A write goes to the database, then sets the new price in the cache, and is acknowledged after both.
// No miss follows a write. Costs a key for each product that is written, read or not.
import { readAside } from './cache-aside.ts'
import { updatePrice } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const writeThrough: OpenPrices = (stores) => ({
  readPrice: (id) => readAside(stores, id),
  async writePrice(id, price) {
    await updatePrice(stores.pool, id, price)
    // RACE: after a death here the cache keeps the old price.
    await stores.redis.set(keyOf(id), price, 'PX', ttlMs)
  },
})
