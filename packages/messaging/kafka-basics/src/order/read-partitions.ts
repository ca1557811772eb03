import type { Kafka } from '@lab/servers/kafka'
import type { KafkaMessage } from 'kafkajs'

/**
 * Reads a topic that nobody compacts, up to where it ends now, and returns the records of each
 * partition in the order of their offsets.
 */
export async function readPartitions(bus: Kafka, topic: string): Promise<KafkaMessage[][]> {
  const ends = await endsOf(bus, topic)
  const read = ends.map(() => new Map<string, KafkaMessage>())
  const isRead = () => read.every(({ size }, partition) => size === ends[partition])
  if (isRead()) return read.map(() => [])
  const consumer = bus
    .client()
    .consumer({ groupId: bus.groupId(`whole-${topic}`), maxWaitTimeInMs: 100 })
  const { promise, resolve } = Promise.withResolvers<void>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      // A member that has to join again reads a record twice.
      read[partition]!.set(message.offset, message)
      if (isRead()) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return read.map((records) => [...records.values()])
}

/** Returns how many records each partition has. */
async function endsOf(bus: Kafka, topic: string): Promise<number[]> {
  const admin = bus.client().admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  return ends
    .sort((one, other) => one.partition - other.partition)
    .map(({ offset }) => Number(offset))
}
