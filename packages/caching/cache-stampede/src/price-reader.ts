import type { Redis } from 'ioredis'

/** What a process reads prices with. */
export interface Process {
  /** Where the cache is. */
  redis: Redis
  /** Reads a price from the database; null when there is no such product. */
  load(id: number): Promise<number | null>
  /** Lets a little time pass, before the process looks into the cache again. */
  pause(): Promise<void>
  /** Says which request has a lock: another one each time. */
  newToken(): string
}

export type ReadPrice = (id: number) => Promise<number | null>

/** One way to read prices through a cache, as each process does it. */
export type CreateReader = (process: Process) => ReadPrice

export const ttlMs = 60_000
/** How long a process may take to fill the cache, until another one may. */
export const lockMs = 10_000
/** How long it stays known that there is no such product. */
export const missingMs = 5_000

/** What the cache has for a product that does not exist. */
export const noPrice = 'none'

export const priceOf = (cached: string) => (cached === noPrice ? null : Number(cached))

export const priceKey = (id: number) => `price:${id}`
export const lockKey = (id: number) => `lock:${id}`
