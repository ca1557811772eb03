import { z } from 'zod'
import { consume } from './kafka/consume.ts'
import { openProducer } from './kafka/open-producer.ts'
import { runMailer } from './mails/run-mailer.ts'
import { measuredPayments } from './metrics/measured-payments.ts'
import type { Shop } from './shop.ts'
import { runRelay } from './outbox/run-relay.ts'
import type { BreakerState } from './payments/payments.ts'
import { runReconciler } from './reconciler/run-reconciler.ts'
import { runOrchestrator } from './saga/run-orchestrator.ts'

/** Goes on with orders, and relays events. Disposing it ends what is under way in order. */
export async function startOrchestrator(
  shop: Shop,
  onState?: (state: BreakerState) => void,
): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack()
  // Also while Kafka is waited for: an alarm asks for the state of its breaker.
  const payments = starting.use(measuredPayments(shop, onState))
  const { producer } = starting.use(await openProducer(shop))
  starting.use(runRelay(shop, producer))
  starting.use(await runOrchestrator(shop, { payments, producer }))
  starting.use(runReconciler(shop, payments))
  return starting.move()
}

const command = z.object({ command: z.literal('issue') })

/** Issues tickets and sends mails. */
export async function startConsumer(shop: Shop): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack()
  starting.use(runMailer(shop))
  const commands = { topic: 'commands', group: 'tickets', schema: command }
  starting.use(await consume(shop, commands, (orderId) => shop.ways.issueTickets(shop, orderId)))
  return starting.move()
}
