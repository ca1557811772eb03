import type { CreateReader } from '../price-reader.ts'
import { cacheAside } from './cache-aside.ts'
import { lease } from './lease.ts'
import { lockAndLookAgain } from './lock-and-look-again.ts'
import { lockThenLoad } from './lock-then-load.ts'
import { noExpiry } from './no-expiry.ts'
import { singleFlight } from './single-flight.ts'
import { staleWhileRevalidate } from './stale-while-revalidate.ts'

/** By the names of their files. */
export const ways = {
  'cache-aside': cacheAside,
  'no-expiry': noExpiry,
  'single-flight': singleFlight,
  'lock-then-load': lockThenLoad,
  'lock-and-look-again': lockAndLookAgain,
  lease,
  'stale-while-revalidate': staleWhileRevalidate,
} satisfies Record<string, CreateReader>

export type Way = keyof typeof ways
