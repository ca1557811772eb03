import type { Redis } from 'ioredis'

/** Prices in the memory of one server, which hears on a channel when one changes. */
export interface LocalCopies {
  readPrice(id: number): Promise<number>
}

/**
 * @param subscriber The connection on which it listens; it does nothing else.
 * @param load Asks the database.
 */
export type OpenLocalCopies = (
  subscriber: Redis,
  load: (id: number) => Promise<number>,
) => Promise<LocalCopies>

export const channel = 'price-changed'
