// The writer leaves the cache alone: the old price goes when its key ends.
// Costs up to an hour of the old price after every change, also where nothing goes wrong.
import { readAside, updatePrice } from './cache-aside.ts'
import type { PriceCache } from './price-cache.ts'

export const ttlOnly: PriceCache = {
  readPrice: readAside,
  writePrice: updatePrice,
}
