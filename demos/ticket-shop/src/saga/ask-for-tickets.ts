import type { EventProducer } from '../kafka/open-producer.ts'
import type { Shop } from '../shop.ts'

/** Sends the command to issue the tickets of an order; a consumer issues them once. */
export async function askForTickets(
  shop: Shop,
  producer: EventProducer,
  orderId: string,
): Promise<void> {
  const messages = [{ key: orderId, value: JSON.stringify({ command: 'issue' }) }]
  await producer.send({ topic: shop.name('commands'), messages })
}
