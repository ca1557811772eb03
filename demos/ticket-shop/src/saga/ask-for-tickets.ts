import type { EventProducer } from '../kafka/open-producer.ts'
import type { Shop } from '../shop.ts'
import { inSendingSpan } from '../traces/message-spans.ts'

/** Sends the command to issue the tickets of an order; a consumer issues them once. */
export async function askForTickets(
  shop: Shop,
  producer: EventProducer,
  orderId: string,
): Promise<void> {
  const topic = shop.name('commands')
  const message = { key: orderId, value: JSON.stringify({ command: 'issue' }) }
  await inSendingSpan({ topic: 'commands', name: topic }, (headers) =>
    producer.send({ topic, messages: [{ ...message, headers }] }),
  )
}
