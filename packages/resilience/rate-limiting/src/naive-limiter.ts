import type { Redis } from 'ioredis'

export interface NaiveOptions {
  redis: Redis
  limit: number
  windowMs: number
  /** The clock of the server that the code runs on, in milliseconds since 1970: `Date.now`. */
  now(): number
}

/** A way as people write it: says whether a request is allowed, and no more. */
export type Allow = (key: string) => Promise<boolean>
