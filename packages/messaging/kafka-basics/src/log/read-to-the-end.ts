import type { Kafka, KafkaMessage } from 'kafkajs'

/**
 * Reads a topic with one partition from the group's offset, or from the beginning when the group has
 * none, and commits the end. The end must not have been compacted away.
 */
export async function readToTheEnd(
  kafka: Kafka,
  topic: string,
  groupId: string,
): Promise<KafkaMessage[]> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  const { promise, resolve } = Promise.withResolvers<KafkaMessage[]>()
  const read: KafkaMessage[] = []
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      read.push(...batch.messages)
      const offset = String(BigInt(batch.lastOffset()) + 1n)
      await consumer.commitOffsets([{ topic, partition: 0, offset }])
      if (offset === batch.highWatermark) resolve(read)
    },
  })
  const messages = await promise
  await consumer.disconnect()
  return messages
}
