// Write-behind with its buffer in a list of Redis, which outlives the process.
// BREAKS: LPOP takes the writes out of Redis before they are in the database.
import { readAside } from './cache-aside.ts'
import { updatePrices } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const behindInAList: OpenPrices = (stores) => ({
  readPrice: (id) => readAside(stores, id),
  async writePrice(id, price) {
    const both = stores.redis.multi()
    await both.set(keyOf(id), price, 'PX', ttlMs).rpush('writes', `${id} ${price}`).exec()
  },
  async flush() {
    const popped = (await stores.redis.lpop('writes', 100)) ?? []
    // RACE: after a death here the writes are nowhere.
    const batch = popped.map((entry) => entry.split(' ').map(Number) as [number, number])
    await updatePrices(stores.pool, new Map(batch))
  },
})
