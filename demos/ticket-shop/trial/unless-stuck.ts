import { setTimeout as wait } from 'node:timers/promises'
import { countLeftOver } from './count-left-over.ts'
import type { TrialData } from './open-trial-data.ts'

const lookMs = 100

/**
 * Does work, then waits until every order has ended, its mail is sent, and nothing is left to do of it.
 * Gives up when nothing changes any more: the audit says what is missing.
 */
export async function unlessStuck(
  { data: { pool } }: { data: Pick<TrialData, 'pool'> },
  giveUp: AbortController,
  work: () => Promise<void>,
  patienceMs = 15_000,
): Promise<void> {
  const working = work().then(() => 'done')
  let last = ''
  let sinceMs = performance.now()
  for (;;) {
    const isDone = (await Promise.race([working, wait(lookMs)])) === 'done'
    const { rows } = await pool.query(
      `select status, count(*)::int, sum((select count(*) from tickets where order_id = orders.id))
       from orders group by status
       union all select 'mail ' || status, count(*)::int, sum(tries) from mails group by status
       order by status`,
    )
    const isUnderWay = rows.some(({ status }) => status === 'pending' || status === 'mail due')
    const leftOver = await countLeftOver(pool, 0)
    if (isDone && !isUnderWay && leftOver === 0) break
    const now = JSON.stringify([rows, leftOver])
    if (now !== last) sinceMs = performance.now()
    last = now
    if (performance.now() - sinceMs > patienceMs) {
      giveUp.abort()
      break
    }
    if (isDone) await wait(lookMs)
  }
  await working
}
