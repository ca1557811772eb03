// The first request that misses gets a token, in one step, and only that token may set the key.
// A writer deletes key and lease: a price that was read before the write is refused. Costs scripts.
import { lockKey, lockMs, missingMs, noPrice, priceKey, priceOf, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'
import { withScripts } from './scripts.ts'

export const lease: CreateReader = ({ redis: client, load, pause, newToken }) => {
  const redis = withScripts(client)
  return async (id) => {
    const keys = [priceKey(id), lockKey(id)]
    const token = newToken()
    for (;;) {
      const [found, cached] = await redis.lookOrLease(...keys, token, lockMs)
      if (found === 'price') return priceOf(cached)
      if (found === 'lease') break
      // BLOCKS: until the holder has filled the cache, or its lease ends.
      await pause()
    }
    const price = await load(id).catch(async (error) => {
      await redis.deleteIfEqual(lockKey(id), token)
      throw error
    })
    const entry = price === null ? [noPrice, missingMs] : [price, ttlMs]
    await redis.fillByLease(...keys, token, ...entry)
    return price
  }
}
