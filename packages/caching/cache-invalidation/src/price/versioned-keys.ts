// The key has a version in its name. Who writes counts the version up; a late reader sets the old
// price under the old version, which nobody reads any more.
// Costs a second round trip for each read. The version must never be evicted or expire.
import { selectPrice, updatePrice } from './cache-aside.ts'
import { keyOf, ttlMs } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

const versionOf = (id: number) => `version:${id}`

export const versionedKeys: PriceCache = {
  async readPrice({ pool, redis }, id) {
    const key = `${keyOf(id)}:${await redis.get(versionOf(id))}`
    const cached = await redis.get(key)
    if (cached !== null) return Number(cached)
    const price = await selectPrice({ pool }, id)
    await redis.set(key, price, 'PX', ttlMs)
    return price
  },
  async writePrice(stores, id, price) {
    await updatePrice(stores, id, price)
    await stores.redis.incr(versionOf(id))
  },
}
