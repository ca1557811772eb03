// A price is fresh for one minute and kept for two. In the second one a request reads the database,
// and the others get the old price without waiting. Costs answers that are up to a minute too old.
import { lockKey, lockMs, priceKey, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'

const freshKey = (id: number) => `fresh:${id}`

export const staleWhileRevalidate: CreateReader =
  ({ redis, load, newToken }) =>
  async (id) => {
    const [cached, fresh] = await redis.mget(priceKey(id), freshKey(id))
    if (cached && fresh) return Number(cached)
    // The lock is not released: it ends by itself, and until then no request reads once more.
    if (cached && !(await redis.set(lockKey(id), newToken(), 'PX', lockMs, 'NX'))) {
      return Number(cached)
    }
    const price = await load(id)
    if (price === null) return null
    const filled = redis.multi().set(priceKey(id), price, 'PX', 2 * ttlMs)
    await filled.set(freshKey(id), 1, 'PX', ttlMs).exec()
    return price
  }
