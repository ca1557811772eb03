// The request that gets the lock reads the database; the others pause and look into the cache again.
// Breaks: a request that missed before the cache was filled can get the lock after that.
import { lockKey, lockMs, priceKey, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'
import { withScripts } from './scripts.ts'

export const lockThenLoad: CreateReader = ({ redis: client, load, pause, newToken }) => {
  const redis = withScripts(client)
  return async (id) => {
    const token = newToken()
    for (;;) {
      const cached = await redis.get(priceKey(id))
      if (cached !== null) return Number(cached)
      // RACE: the holder fills the cache and releases the lock, and this request gets it.
      if (await redis.set(lockKey(id), token, 'PX', lockMs, 'NX')) {
        try {
          const price = await load(id)
          if (price !== null) await redis.set(priceKey(id), price, 'PX', ttlMs)
          return price
        } finally {
          await redis.deleteIfEqual(lockKey(id), token)
        }
      }
      await pause()
    }
  }
}
