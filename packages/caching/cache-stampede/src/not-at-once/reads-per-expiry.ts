import { refreshesEarly } from './early-refresh.ts'

export interface Traffic {
  requestsPerSecond: number
  /** How long a read of the database takes. */
  loadMs: number
  /** 0: no request refreshes early. */
  beta: number
  random: () => number
}

/**
 * Follows one price through its expiry: requests come at a steady rate until the cache is filled
 * again, and each one reads the database when the price has expired or when it refreshes early.
 *
 * @returns How often the database is read, and how long before the expiry the first read begins.
 */
export function readsPerExpiry({ requestsPerSecond, loadMs, beta, random }: Traffic): {
  reads: number
  beforeMs: number
} {
  const stepMs = 1_000 / requestsPerSecond
  // So long before, that fewer than one in a thousand runs would have begun earlier.
  let leftMs = beta * loadMs * (Math.log(1 + (beta * loadMs) / stepMs) + 7)
  let reads = 0
  let beforeMs = 0
  for (; reads === 0 || beforeMs - leftMs < loadMs; leftMs -= stepMs) {
    if (leftMs > 0 && !refreshesEarly({ leftMs, loadMs, beta, random })) continue
    if (reads === 0) beforeMs = leftMs
    reads += 1
  }
  return { reads, beforeMs }
}
