import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

/** What one process of the shop works with. */
export interface Stores {
  pool: Pool
  redis: Redis
  sleep(ms: number): Promise<void>
  /** A value that no other call gives, such as a UUID. */
  token(): string
}

/** One way to keep prices in the cache. */
export interface PriceCache {
  readPrice(stores: Stores, id: number): Promise<number>
  writePrice(stores: Stores, id: number, price: number): Promise<void>
  /** What a process does first when it starts again. */
  restart?(stores: Stores): Promise<void>
}

/** Each price in the cache ends by itself after an hour. */
export const ttlMs = 3_600_000

export const keyOf = (id: number) => `price:${id}`
export const leaseOf = (id: number) => `lease:${id}`
