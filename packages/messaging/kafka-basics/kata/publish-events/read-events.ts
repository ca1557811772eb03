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

  const read: string[][] = messages.map(() => [])
  const groupId = bus.groupId(`whole-${topic}`)
  const consumer = bus.client().consumer({ groupId, maxWaitTimeInMs: 100 })
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = read.length
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      const value = String(message.value)
      if (value !== end) read[partition]!.push(value)
      else if (--left === 0) resolve()
    },
  })
  await promise
  await consumer.disconnect()
  return read
}
