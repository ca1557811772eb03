// Takes the orders that are due, so many at a time, and goes on with them. Replies from Kafka do the
// same. Several of these run at once: a lease keeps them from doing the same work, and the log and
// the keys make it harmless when they do.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { consume } from '../kafka/consume.ts'
import type { Means, Shop } from '../shop.ts'
import { contextOf, inSpan, orderAttribute } from '../traces/spans.ts'
import { claimDue } from './claim-due.ts'

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
  const health = shop.health.addPart('due orders')
  while (!signal.aborted) {
    const claiming = claimDue(shop, atOnce - underWay.size, !means.payments.isOpen())
    const due = await health.follow(claiming).catch((error: unknown) => {
      shop.log.warn({ error }, 'cannot look for due orders')
      return []
    })
    for (const { orderId, traceparent } of due) {
      const going = shop.health.begin('an order')
      const attributes = { [orderAttribute]: orderId }
      // In the trace of its buyer's request, whichever orchestrator goes on with it.
      const options = { parent: contextOf(traceparent), attributes }
      const work = inSpan('go on', options, () => shop.ways.advance(shop, means, orderId))
        .finally(() => going[Symbol.dispose]())
        .catch((error: unknown) => shop.log.warn({ error, orderId }, 'cannot go on with an order'))
        .finally(() => underWay.delete(work))
      underWay.add(work)
    }
    if (underWay.size === atOnce) await Promise.race(underWay)
    else if (due.length === 0) await wait(idleMs)
  }
  await Promise.all(underWay)
}
