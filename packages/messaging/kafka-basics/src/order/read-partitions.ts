import type { Kafka } from '@lab/servers/kafka'
import type { KafkaMessage } from 'kafkajs'

/** Reads a topic whole, and returns the records of each partition in the order of their offsets. */
export async function readPartitions(
  bus: Kafka,
  topic: string,
  count: number,
): Promise<KafkaMessage[][]> {
  const { partitions } = await topicOf(bus, topic)
  const read: KafkaMessage[][] = partitions.map(() => [])
  if (count === 0) return read
  const consumer = bus
    .client()
    .consumer({ groupId: bus.groupId(`whole-${topic}`), maxWaitTimeInMs: 100 })
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      read[partition]!.push(message)
      if (--left === 0) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return read
}

async function topicOf(bus: Kafka, topic: string) {
  const admin = bus.client().admin()
  await admin.connect()
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.disconnect()
  return topics[0]!
}
