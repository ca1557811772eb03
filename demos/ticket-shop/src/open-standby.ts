// Asks the standby for what may be a moment old, and the primary while the standby is away, silent or
// behind: a list that costs the primary something is better than none, or than one of yesterday.
import { circuitBreaker } from '@lab/circuit-breaker'
import type { Pool, QueryResult, QueryResultRow } from 'pg'

/** A page takes some milliseconds. */
const timeoutMs = 1_000

export interface Standby extends Disposable {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>
  /** Fails when it is away, or has not replayed what the primary had written at the check before. */
  check(): Promise<void>
}

export function openStandby(standby: Pool, primary: Pool): Standby {
  const breaker = circuitBreaker(
    (text: string, values: unknown[] | undefined, signal: AbortSignal) =>
      Promise.race([standby.query(text, values), abortionOf(signal)]),
    {
      timeoutMs,
      volumeThreshold: 3,
      errorThresholdPercentage: 50,
      rollingCountTimeout: 10_000,
      resetTimeout: 5_000,
    },
  )
  let isBehind = false
  let written: string | null = null
  return {
    async query<Row extends QueryResultRow>(text: string, values?: unknown[]) {
      const ask = (): Promise<QueryResult<Row>> => primary.query<Row>(text, values)
      if (isBehind) return ask()
      // A statement that is at fault itself fails on the primary, too.
      return breaker.fire(text, values).catch(ask)
    },
    async check() {
      const { rows } = await standby.query<{ isBehind: boolean }>(
        `select pg_is_in_recovery() and coalesce(pg_last_wal_replay_lsn() < $1, false) as "isBehind"`,
        [written],
      )
      isBehind = rows[0]!.isBehind
      written = await readWritten(primary)
      if (isBehind) throw new Error('The standby is behind')
    },
    [Symbol.dispose]: () => breaker.shutdown(),
  }
}

/** Returns null when the primary cannot say: then nobody can tell who is behind. */
async function readWritten(primary: Pool): Promise<string | null> {
  const { rows } = await primary
    .query<{ lsn: string | null }>(
      'select case when not pg_is_in_recovery() then pg_current_wal_lsn() end as lsn',
    )
    .catch(() => ({ rows: [] }))
  return rows[0]?.lsn ?? null
}

function abortionOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}
