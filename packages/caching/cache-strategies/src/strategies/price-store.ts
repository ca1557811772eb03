import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

/** What one process of the shop works with. */
export interface Stores {
  pool: Pool
  redis: Redis
}

export interface PriceStore {
  readPrice(id: number): Promise<number>
  /** The write is acknowledged when it returns. */
  writePrice(id: number, price: number): Promise<void>
  /** Write-behind only: brings what was acknowledged to the database. */
  flush?(): Promise<void>
}

/** One strategy, in one process. What the process keeps in its memory is gone when it dies. */
export type OpenPrices = (stores: Stores) => PriceStore

/** Each price in the cache ends by itself after an hour. */
export const ttlMs = 3_600_000

export const keyOf = (id: number) => `price:${id}`
