// Issues tickets once, and tells Kafka after the commit: what people write who have no outbox.
// Breaks: a consumer that dies in between takes the next delivery for one that it has seen, and tells nobody.
import { processOnce } from '@lab/idempotent-consumer'
import type { Producer } from 'kafkajs'
import { reached } from '../../src/reached.ts'
import type { Shop } from '../../src/shop.ts'
import { ticketsIssued, writeTickets } from '../../src/tickets/issue-tickets.ts'

let producer: Promise<Producer> | undefined

export async function issueAndTell(shop: Shop, orderId: string): Promise<void> {
  const answer = await processOnce(shop.pool, `issue ${orderId}`, (client) =>
    writeTickets(client, orderId, shop.ways),
  )
  if (answer !== 'seen before') {
    await reached('tickets committed, not told')
    const messages = [{ key: orderId, value: ticketsIssued }]
    await (await connected(shop)).send({ topic: shop.name('events'), messages })
  }
  await reached('tickets committed, offset not')
}

/** One for the process, which ends with it. */
function connected({ kafka }: Shop): Promise<Producer> {
  producer ??= (async () => {
    const opened = kafka.producer({ allowAutoTopicCreation: false })
    await opened.connect()
    return opened
  })()
  return producer
}
