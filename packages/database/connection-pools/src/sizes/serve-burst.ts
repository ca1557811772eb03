import type { Pool } from 'pg'
import { openAll } from '../open-all.ts'

export interface Load {
  /** How many requests come at once. */
  requests: number
  /** What each does with its client. */
  statement: string
  /** How long a request waits for a client. */
  timeoutMs: number
  /** Milliseconds, as in the rest of the process. */
  now: () => number
}

export interface ServedBurst {
  answered: number
  /** Requests that waited longer than that. */
  errors: number
  /** Of those that were answered, from their arrival on. */
  p99Ms: number
  answeredPerSecond: number
}

/** Sends requests all at once through a pool, and counts the answers and the errors. */
export async function serveBurst(
  pool: Pool,
  { requests, statement, timeoutMs, now }: Load,
): Promise<ServedBurst> {
  // A limit would also be one for new connections.
  await openAll(pool)
  pool.options.connectionTimeoutMillis = timeoutMs
  const begun = now()
  const times: number[] = []
  let errors = 0
  const ask = async () => {
    try {
      await pool.query(statement)
      times.push(now() - begun)
    } catch {
      errors++
    }
  }
  await Promise.all(Array.from({ length: requests }, ask))
  const sorted = times.toSorted((one, other) => one - other)
  return {
    answered: times.length,
    errors,
    p99Ms: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0,
    answeredPerSecond: (times.length * 1_000) / (now() - begun),
  }
}
