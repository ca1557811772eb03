import { dropEmail, readCustomer } from './answers-every-request.ts'
import type { Traffic } from './answers-every-request.ts'
import type { AddEmail, Answer } from './add-email.ts'

export interface LiveRun {
  /** Who waited for whom, as the server said, while the migration stood in the queue. */
  queue: { statement: string; waitsFor: string[] }[]
  requests: number
  /** Requests that were given up after the time limit of their role. */
  failed: number
  migration: Answer
}

/**
 * The same as the race, live: the report is open, the migration begins, then several requests come.
 * The report ends in the first pause of the migration, else when all requests have ended.
 */
export async function runLive(traffic: Traffic, addEmail: AddEmail, count = 5): Promise<LiveRun> {
  await traffic.plain.query(dropEmail)
  const report = await traffic.reports.connect()
  await report.query('begin')
  await report.query('select count(*) from customers')
  let isReading = true
  const endReport = async () => {
    if (isReading) await report.query('commit')
    isReading = false
  }
  let hasEnded = false
  const migrated = addEmail(traffic.pool, endReport).finally(() => (hasEnded = true))
  // It is awaited at the end.
  migrated.catch(() => {})
  await until(async () => hasEnded || (await waiting(traffic.plain)).length === 1)
  let answered = 0
  const asked = Array.from({ length: count }, () => readCustomer(traffic.requests))
  const settled = Promise.allSettled(asked.map((one) => one.then(() => answered++)))
  let queue: LiveRun['queue'] = []
  // Only a queue in which every request stands is shown: a way that lets them pass has none.
  const allWait = async () => {
    const now = await waiting(traffic.plain)
    if (now.length === count + 1) queue = now
    return hasEnded || answered > 0 || queue.length > 0
  }
  await until(allWait)
  const requests = await settled
  await endReport()
  report.release()
  return {
    queue: queue.map(({ statement, waitsFor }) => ({ statement, waitsFor })),
    requests: count,
    failed: requests.filter(({ status }) => status === 'rejected').length,
    migration: await migrated,
  }
}

async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached())) continue
}

/** Each session that waits for a lock on the table, in the order in which they came. */
async function waiting(plain: Traffic['plain']): Promise<LiveRun['queue']> {
  const { rows } = await plain.query(
    `select query as statement,
       array(select distinct blocker.query from unnest(pg_blocking_pids(waiter.pid)) as pid
             join pg_stat_activity blocker using (pid)) as "waitsFor"
     from pg_stat_activity waiter
     where datname = current_database() and wait_event_type = 'Lock'
     order by query_start`,
  )
  return rows
}
