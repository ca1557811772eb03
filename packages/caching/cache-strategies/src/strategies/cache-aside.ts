// The application looks into the cache, else asks the database and sets what it says. A write goes
// to the database, then deletes the key. Costs a miss after each write.
import { selectPrice, updatePrice } from './database.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices, Stores } from './price-store.ts'

export const cacheAside: OpenPrices = (stores) => ({
  readPrice: (id) => readAside(stores, id),
  async writePrice(id, price) {
    await updatePrice(stores.pool, id, price)
    await stores.redis.del(keyOf(id))
  },
})

export async function readAside({ pool, redis }: Stores, id: number): Promise<number> {
  const cached = await redis.get(keyOf(id))
  if (cached !== null) return Number(cached)
  const price = await selectPrice(pool, id)
  // RACE: a whole write fits in here, and the old price is set after it.
  await redis.set(keyOf(id), price, 'PX', ttlMs)
  return price
}
