import { setTimeout as wait } from 'node:timers/promises'
import type { Trial } from './trial.ts'

const lookMs = 100

/**
 * Does work, then waits until every order has ended and its mail is sent. Gives up when nothing
 * changes any more: the audit says what is missing.
 */
export async function unlessStuck(
  trial: Trial,
  giveUp: AbortController,
  work: () => Promise<void>,
  patienceMs = 15_000,
): Promise<void> {
  const working = work().then(() => 'done')
  let last = ''
  let sinceMs = performance.now()
  for (;;) {
    const isDone = (await Promise.race([working, wait(lookMs)])) === 'done'
    const { rows } = await trial.data.pool.query(
      `select status, count(*)::int, sum((select count(*) from tickets where order_id = orders.id))
       from orders group by status
       union all select 'mail ' || status, count(*)::int, sum(tries) from mails group by status
       order by status`,
    )
    const isUnderWay = rows.some(({ status }) => status === 'pending' || status === 'mail due')
    if (isDone && !isUnderWay) break
    const now = JSON.stringify(rows)
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
