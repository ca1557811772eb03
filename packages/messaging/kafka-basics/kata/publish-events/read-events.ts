import type { Kafka } from '@lab/servers/kafka'

const end = 'the end of this partition'

/**
 * Writes a last record to each of three partitions, and reads up to it. An offset says less: what
 * ends a transaction has an offset, too.
 *
 * @returns The values of each partition, in their order.
 */
export async function readEvents(bus: Kafka, topic: string): Promise<string[][]> {
  const producer = bus.client().producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  const messages = [0, 1, 2].map((partition) => ({ partition, value: end }))
  await producer.send({ topic, messages })
  await producer.disconnect()

  const read = messages.map(() => new Map<string, string>())
  const groupId = bus.groupId(`whole-${topic}`)
  const consumer = bus.client().consumer({ groupId, maxWaitTimeInMs: 100 })
  const { promise, resolve } = Promise.withResolvers<void>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      // A member that has to join again reads a record twice.
      read[partition]!.set(message.offset, String(message.value))
      if (read.every((values) => [...values.values()].includes(end))) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return read.map((values) => [...values.values()].filter((value) => value !== end))
}
