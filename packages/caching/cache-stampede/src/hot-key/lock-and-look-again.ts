// The same lock, and its holder looks into the cache once more before it reads the database.
// Costs a round trip, and a wait of up to the lock's time to live when its holder dies.
import { lockKey, lockMs, priceKey, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'
import { withScripts } from './scripts.ts'

export const lockAndLookAgain: CreateReader = ({ redis: client, load, pause, newToken }) => {
  const redis = withScripts(client)
  return async (id) => {
    const token = newToken()
    for (;;) {
      const cached = await redis.get(priceKey(id))
      if (cached !== null) return Number(cached)
      if (await redis.set(lockKey(id), token, 'PX', lockMs, 'NX')) {
        try {
          const filled = await redis.get(priceKey(id))
          if (filled !== null) return Number(filled)
          const price = await load(id)
          if (price !== null) await redis.set(priceKey(id), price, 'PX', ttlMs)
          return price
        } finally {
          await redis.deleteIfEqual(lockKey(id), token)
        }
      }
      // BLOCKS: until the holder has filled the cache, or its lock expires.
      await pause()
    }
  }
}
