// XFetch: each request may refresh the price before it expires, the later the more likely.
// Costs no lock and no message. A price is read a little too early, and now and then more than once.
import { priceKey, ttlMs } from '../price-reader.ts'
import type { Process, ReadPrice } from '../price-reader.ts'

export interface Draw {
  /** Until the price expires. */
  leftMs: number
  /** How long the last read of the database took. */
  loadMs: number
  /** More than 1 refreshes earlier, less than 1 later. */
  beta: number
  /** A number from 0 up to 1. */
  random: () => number
}

/**
 * Decides whether a request refreshes a price that has not expired: with the chance
 * e^(-left / (beta × load)) (Vattani, Chierichetti, Lowenstein, VLDB 2015).
 */
export function refreshesEarly({ leftMs, loadMs, beta, random }: Draw): boolean {
  // 1 - random() is never 0, whose logarithm is infinite.
  return -loadMs * beta * Math.log(1 - random()) >= leftMs
}

export function earlyRefresh(
  { redis, load }: Pick<Process, 'redis' | 'load'>,
  { beta, random, nowMs }: { beta: number; random: () => number; nowMs: () => number },
): ReadPrice {
  return async (id) => {
    const key = priceKey(id)
    const replies = await redis.multi().hgetall(key).pttl(key).exec()
    const [cached, leftMs] = replies!.map(([, reply]) => reply) as [Record<string, string>, number]
    const { price, loadMs } = cached
    if (price !== undefined && !refreshesEarly({ leftMs, loadMs: Number(loadMs), beta, random })) {
      return Number(price)
    }
    const beganMs = nowMs()
    const loaded = await load(id)
    if (loaded !== null) {
      const entry = { price: loaded, loadMs: nowMs() - beganMs }
      await redis.multi().hset(key, entry).pexpire(key, ttlMs).exec()
    }
    return loaded
  }
}
