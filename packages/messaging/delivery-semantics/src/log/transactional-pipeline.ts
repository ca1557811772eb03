// Reads a payment, writes its receipt and commits the offset in one Kafka transaction.
// Exactly once from Kafka to Kafka. An effect outside Kafka is repeated with the next delivery.
import type { KafkaMessage, Producer } from 'kafkajs'

export interface Receipt {
  source: { topic: string; groupId: string }
  receipts: string
  /** What the handler does outside Kafka. */
  effect: () => Promise<unknown>
}

export async function transactionalPipeline(
  producer: Producer,
  message: KafkaMessage,
  { source, receipts, effect }: Receipt,
  { dies }: { dies: boolean },
): Promise<void> {
  const transaction = await producer.transaction()
  await transaction.send({
    topic: receipts,
    messages: [{ key: message.key, value: 'receipt' }],
  })
  await effect()
  if (dies) return
  await transaction.sendOffsets({
    consumerGroupId: source.groupId,
    topics: [
      {
        topic: source.topic,
        partitions: [{ partition: 0, offset: String(BigInt(message.offset) + 1n) }],
      },
    ],
  })
  await transaction.commit()
}
