// Cache-aside for a cache that may fail: what cannot be read is a miss, what cannot be set is not
// cached. Each failure is heard, because a cache that never works looks like a slow database.
// Costs the load of every miss on the database. A delete that fails leaves the old price until its TTL.
import { selectPrice, updatePrice } from '../strategies/database.ts'
import { keyOf, ttlMs } from '../strategies/price-store.ts'
import type { OpenPrices } from '../strategies/price-store.ts'

export const cacheAsideOrDatabase =
  (hear: (failure: Error) => void): OpenPrices =>
  ({ pool, redis }) => {
    const orNothing = <Reply>(command: Promise<Reply>) =>
      command.catch((failure: Error) => {
        hear(failure)
        return null
      })
    return {
      async readPrice(id) {
        const cached = await orNothing(redis.get(keyOf(id)))
        if (cached !== null) return Number(cached)
        const price = await selectPrice(pool, id)
        await orNothing(redis.set(keyOf(id), price, 'PX', ttlMs))
        return price
      },
      async writePrice(id, price) {
        await updatePrice(pool, id, price)
        await orNothing(redis.del(keyOf(id)))
      },
    }
  }
