// Numbers its batches, but has no transactional id.
// Breaks: for the broker it is another producer than its successor, and both receipts stay.
import type { Kafka } from 'kafkajs'
import type { Pipeline } from './goes-on-after-its-successor.ts'
import { idempotentProducer } from './idempotent-producer.ts'

export async function unfencedProducer(kafka: Kafka, receipts: string): Promise<Pipeline> {
  const producer = idempotentProducer(kafka)
  await producer.connect()
  return [
    () => producer.send({ topic: receipts, messages: [{ key: 'payment-1', value: 'receipt' }] }),
  ]
}
