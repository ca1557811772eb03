import type { Producer } from 'kafkajs'
import type { Shop } from '../shop.ts'

/** Connects a producer; a broker that is gone is waited for. */
export async function openProducer({
  kafka,
}: Shop): Promise<{ producer: Producer } & AsyncDisposable> {
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  await producer.connect()
  return { producer, [Symbol.asyncDispose]: () => producer.disconnect() }
}
