// Takes the orders that are due, so many at a time, and goes on with them. Replies from Kafka do the
// same. Several of these run at once: a lease keeps them from doing the same work, and the log and
// the keys make it harmless when they do.
import { setTimeout as wait } from 'node:timers/promises'
import { takeNote } from '@lab/saga'
import type { Shop } from '../open-shop.ts'
import { consume } from '../kafka/consume.ts'
import { endOrder } from './end-order.ts'
import { goOn } from './go-on.ts'
import type { Means } from './go-on.ts'
import { hopeForTheBest } from './hope-for-the-best.ts'

const atOnce = 16
const idleMs = 50

export async function runOrchestrator(shop: Shop, means: Means): Promise<AsyncDisposable> {
  const replies = await consume(
    shop,
    { topic: 'events', group: 'orchestrators' },
    async (orderId) => {
      if (shop.lacks('saga')) return endOrder(shop.pool, orderId, 'complete')
      await takeNote(shop.pool, orderId, 'issue', 'done')
      await goOn(shop, means, orderId)
    },
  )
  const stopping = new AbortController()
  const running = takeDueOrders(shop, means, stopping.signal)
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
      await replies[Symbol.asyncDispose]()
    },
  }
}

async function takeDueOrders(shop: Shop, means: Means, signal: AbortSignal): Promise<void> {
  const advance = shop.lacks('saga') ? hopeForTheBest : goOn
  const underWay = new Set<Promise<unknown>>()
  while (!signal.aborted) {
    const due = await claimDue(shop, atOnce - underWay.size)
    for (const orderId of due) {
      const work = advance(shop, means, orderId)
        .catch((error: unknown) => shop.log.warn({ error, orderId }, 'cannot go on with an order'))
        .finally(() => underWay.delete(work))
      underWay.add(work)
    }
    if (underWay.size === atOnce) await Promise.race(underWay)
    else if (due.length === 0) await wait(idleMs)
  }
  await Promise.all(underWay)
}

/** No other orchestrator gets these orders before the lease ends. */
async function claimDue(shop: Shop, limit: number): Promise<string[]> {
  try {
    const { rows } = await shop.pool.query<{ order_id: string }>(
      `with due as (
         select order_id from sagas where next_at <= now() order by next_at limit $1
         for update skip locked
       )
       update sagas set next_at = now() + make_interval(secs => $2)
       from due where sagas.order_id = due.order_id returning sagas.order_id`,
      [limit, shop.configuration.LEASE_SECONDS],
    )
    return rows.map(({ order_id }) => order_id)
  } catch (error) {
    shop.log.warn({ error }, 'cannot look for due orders')
    return []
  }
}
