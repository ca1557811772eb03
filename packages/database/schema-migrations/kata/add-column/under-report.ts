import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { AddEmail, Database } from '../../src/index.ts'
import { onFirstChange } from './on-first-change.ts'

export const dropEmail = 'alter table customers drop column if exists email'

interface Report {
  pool?: Pool
  /** Default: before the answer begins. The other one needs a pool that has opened no connection. */
  begins?: 'before the change'
  /** The pause in which the report ends, from 1; it goes on for as long as the answer without. */
  endsInPause?: number
  look?: () => Promise<void>
  /** Is told once, when the answer waits for the table. */
  whenItWaits?: (endReport: () => Promise<unknown>) => Promise<unknown>
}

/**
 * Lets the answer add the column while a report reads the table. The report also ends when one try
 * has waited for two seconds, so that an answer without a limit is told so, and not waited for.
 */
export async function underReport(db: Database, add: AddEmail, options: Report) {
  const { pool = db.pool, begins, endsInPause = Infinity, look, whenItWaits } = options
  await db.plain.query(dropEmail)
  const report = await db.connect()
  const begin = () => report.query('begin; select count(*) from customers')
  const end = () => report.query('commit')
  if (begins === undefined) await begin()
  else onFirstChange(pool, (change) => begin().then(() => change()))
  let pauses = 0
  const pause = async () => {
    await look?.()
    if (++pauses === endsInPause) await end()
    if (pauses > 5) throw new RangeError('there are more than five pauses')
  }
  let isStuck = false
  let tell = whenItWaits
  const watcher = repeat(async () => {
    const { rows } = await db.plain.query(
      `select clock_timestamp() - query_start > interval '2 s' as stuck from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' order by query_start limit 1`,
    )
    if (rows.length === 0) return
    const told = tell
    tell = undefined
    await told?.(end)
    isStuck ||= rows[0].stuck
    if (isStuck) await end()
  })
  try {
    return { answer: await add(pool, pause), pauses, isStuck }
  } catch (error) {
    return { answer: `error: ${(error as Error).message}`, pauses, isStuck }
  } finally {
    await watcher.stop()
    await report.end()
  }
}

/** Looks at the server every 20 ms. */
function repeat(look: () => Promise<void>) {
  let isStopped = false
  const looking = (async () => {
    while (!isStopped) {
      await look()
      await sleep(20)
    }
  })()
  return {
    async stop() {
      isStopped = true
      await looking
    },
  }
}

/**
 * How many sessions of the database are in a transaction, and send nothing. A client hears of an
 * error a little before its session is out of the statement, so it looks when none is in one.
 */
export async function openTransactions({ plain }: Database): Promise<number> {
  for (;;) {
    const { rows } = await plain.query(
      `select (count(*) filter (where state like 'idle in transaction%'))::int as open,
         count(*) filter (where state = 'active' and query !~ 'pg_stat_activity') > 0 as busy
       from pg_stat_activity where datname = current_database()`,
    )
    if (!rows[0].busy) return rows[0].open
  }
}

/** Ends what an answer has left open, with its connection. */
export async function endOpenTransactions({ plain }: Database): Promise<void> {
  await plain.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and state like 'idle in transaction%'`,
  )
}
