// Write-behind: a write goes to the cache and into a buffer of this process, and is acknowledged. A
// flush brings the buffer to the database, many writes in one statement.
// BREAKS: the buffer dies with the process.
import { readAside } from './cache-aside.ts'
import { updatePrices } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const behindInMemory: OpenPrices = (stores) => {
  const buffer = new Map<number, number>()
  return {
    readPrice: (id) => readAside(stores, id),
    async writePrice(id, price) {
      await stores.redis.set(keyOf(id), price, 'PX', ttlMs)
      buffer.set(id, price)
    },
    async flush() {
      const batch = [...buffer]
      await updatePrices(stores.pool, batch)
      for (const [id, price] of batch) if (buffer.get(id) === price) buffer.delete(id)
    },
  }
}
