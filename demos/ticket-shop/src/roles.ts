import { consume } from './kafka/consume.ts'
import { openProducer } from './kafka/open-producer.ts'
import { sendMail } from './mails/send-mail.ts'
import type { Shop } from './shop.ts'
import { runRelay } from './outbox/run-relay.ts'
import { createPayments } from './payments/create-payments.ts'
import type { BreakerState } from './payments/payments.ts'
import { runOrchestrator } from './saga/run-orchestrator.ts'

/** Goes on with orders, and relays events. Disposing it ends what is under way in order. */
export async function startOrchestrator(
  shop: Shop,
  onState?: (state: BreakerState) => void,
): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack()
  const { producer } = starting.use(await openProducer(shop))
  starting.use(runRelay(shop, producer))
  const payments = starting.use(createPayments(shop, onState))
  starting.use(await runOrchestrator(shop, { payments, producer }))
  return starting.move()
}

/** Issues tickets and sends mails. */
export async function startConsumer(shop: Shop): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack()
  const tickets = { topic: 'commands', group: 'tickets' }
  const mails = { topic: 'events', group: 'mails' }
  starting.use(await consume(shop, tickets, (orderId) => shop.ways.issueTickets(shop, orderId)))
  starting.use(await consume(shop, mails, (orderId) => sendMail(shop, orderId)))
  return starting.move()
}
