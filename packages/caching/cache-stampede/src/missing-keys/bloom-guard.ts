// Asks a filter of all ids first, and the database only for an id that may exist.
// Costs a round trip, and the writer must add an id before the row can be seen.
import { cacheAside } from '../hot-key/cache-aside.ts'
import type { CreateReader } from '../price-reader.ts'
import { createBloomFilter } from './bloom-filter.ts'

export const bloomGuard: CreateReader = (process) => {
  const read = cacheAside(process)
  const known = createBloomFilter(process.redis)
  return async (id) => ((await known.mayHave(id)) ? read(id) : null)
}
