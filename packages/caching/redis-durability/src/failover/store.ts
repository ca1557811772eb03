import type { Redis } from 'ioredis'

/** `stored` promises that it stays; `unknown` promises nothing; `refused` says that it is not there. */
export type Told = 'stored' | 'unknown' | 'refused'

/** Writes one order, and says what the customer may be told. */
export type Store = (redis: Redis, key: string) => Promise<Exclude<Told, 'refused'>>

/** Stores an order; an error reply of Redis, as NOREPLICAS, is a refusal. */
export async function storeOrBeRefused(store: Store, redis: Redis, key: string): Promise<Told> {
  try {
    return await store(redis, key)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOREPLICAS')) return 'refused'
    throw error
  }
}
