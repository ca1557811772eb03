// Takes the orders that are due, so many at a time, and goes on with them. Replies from Kafka do the
// same. Several of these run at once: a lease keeps them from doing the same work, and the log and
// the keys make it harmless when they do.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { consume } from '../kafka/consume.ts'
import type { Means, Shop } from '../shop.ts'

const news = z.object({ type: z.literal('tickets issued') })

const atOnce = 16
const idleMs = 50

export async function runOrchestrator(shop: Shop, means: Means): Promise<AsyncDisposable> {
  const source = { topic: 'events', group: 'orchestrators', schema: news }
  const replies = await consume(shop, source, (orderId) =>
    shop.ways.hearIssued(shop, means, orderId),
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
  const underWay = new Set<Promise<unknown>>()
  while (!signal.aborted) {
    const due = await claimDue(shop, atOnce - underWay.size, !means.payments.isOpen())
    for (const orderId of due) {
      const work = shop.ways
        .advance(shop, means, orderId)
        .catch((error: unknown) => shop.log.warn({ error, orderId }, 'cannot go on with an order'))
        .finally(() => underWay.delete(work))
      underWay.add(work)
    }
    if (underWay.size === atOnce) await Promise.race(underWay)
    else if (due.length === 0) await wait(idleMs)
  }
  await Promise.all(underWay)
}

/**
 * No other orchestrator gets these orders before the lease ends.
 *
 * @param canPay Else only those whose charge has its answer: the provider is left alone, and so is the
 *   database.
 */
async function claimDue(shop: Shop, limit: number, canPay: boolean): Promise<string[]> {
  try {
    const { rows } = await shop.pool.query<{ order_id: string }>(
      `with due as (
         select order_id from sagas where next_at <= now() and ($3 or exists (
           select from saga_log where saga_log.order_id = sagas.order_id and command = 'charge'))
         order by next_at limit $1
         for update skip locked
       )
       update sagas set next_at = now() + make_interval(secs => $2)
       from due where sagas.order_id = due.order_id returning sagas.order_id`,
      [limit, shop.configuration.LEASE_SECONDS, canPay],
    )
    return rows.map(({ order_id }) => order_id)
  } catch (error) {
    shop.log.warn({ error }, 'cannot look for due orders')
    return []
  }
}
