// Reads from the standby what may be a moment old, and from the primary while the standby is away, silent
// or far behind: a list that costs the primary something is better than none, or than one of yesterday.
import { circuitBreaker } from '@lab/circuit-breaker'
import type { Pool } from 'pg'

type Queryable = Pick<Pool, 'query'>

/** A page takes some milliseconds; so does the place of the primary. */
const timeoutMs = 1_000
/** A crowd, or a report that is read on the standby, makes it late by less. */
const lagMs = 10_000

export interface Standby extends Disposable {
  /** All statements of a work go to one server. Some may be asked twice, so they must only read. */
  read<Result>(work: (db: Queryable) => Promise<Result>): Promise<Result>
  /** Fails when it is away, or has not replayed what the primary had written ten seconds ago. */
  check(): Promise<void>
}

/**
 * @param primary For lists alone: they must not take the connections of orders.
 * @param nowMs Milliseconds that only rise.
 */
export function openStandby(
  standby: Pool,
  primary: Pool,
  nowMs: () => number = () => performance.now(),
): Standby {
  const breaker = circuitBreaker(
    (work: (db: Queryable) => Promise<unknown>, signal: AbortSignal) =>
      Promise.race([work(standby), abortionOf(signal)]),
    {
      timeoutMs,
      volumeThreshold: 3,
      errorThresholdPercentage: 50,
      rollingCountTimeout: 10_000,
      resetTimeout: 5_000,
    },
  )
  let isBehind = false
  /** Where the primary was at each check, the oldest first. */
  let written: { lsn: string; atMs: number }[] = []

  async function replays(): Promise<boolean> {
    const due = written.findLast(({ atMs }) => atMs <= nowMs() - lagMs)
    const { rows } = await standby.query<{ replays: boolean }>(
      `select not pg_is_in_recovery() or coalesce(pg_last_wal_replay_lsn() >= $1, true) as replays`,
      [due?.lsn],
    )
    return rows[0]!.replays
  }

  async function note(): Promise<void> {
    const atMs = nowMs()
    const lsn = await readWritten(primary)
    const lastDue = written.findLastIndex((one) => one.atMs <= atMs - lagMs)
    written = [...written.slice(Math.max(0, lastDue)), ...(lsn === null ? [] : [{ lsn, atMs }])]
  }

  return {
    async read<Result>(work: (db: Queryable) => Promise<Result>) {
      if (isBehind) return work(primary)
      // A statement that is at fault itself fails on the primary, too.
      return breaker.fire(work).catch(() => work(primary)) as Promise<Result>
    },
    async check() {
      // Also of one that is away: it will be behind when it is back.
      const [found] = await Promise.allSettled([replays(), note()])
      if (found.status === 'rejected') throw found.reason
      isBehind = !found.value
      if (isBehind) throw new Error('The standby is behind')
    },
    [Symbol.dispose]: () => breaker.shutdown(),
  }
}

/** Returns null when the primary cannot say: then nobody can tell who is behind. */
async function readWritten(primary: Pool): Promise<string | null> {
  const asked = primary.query<{ lsn: string | null }>(
    'select case when not pg_is_in_recovery() then pg_current_wal_lsn() end as lsn',
  )
  try {
    const { rows } = await Promise.race([asked, abortionOf(AbortSignal.timeout(timeoutMs))])
    return rows[0]!.lsn
  } catch {
    return null
  }
}

function abortionOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}
