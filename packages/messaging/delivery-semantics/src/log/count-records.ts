import type { Kafka } from 'kafkajs'

/** Reads a topic from its beginning up to a marker that is sent for that. */
export async function countRecords(
  kafka: Kafka,
  topic: string,
  groupId: string,
  options: { readUncommitted: boolean },
): Promise<number> {
  const marker = kafka.producer()
  await marker.connect()
  await marker.send({ topic, messages: [{ key: 'end', value: groupId }] })
  await marker.disconnect()
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, ...options })
  const { promise, resolve } = Promise.withResolvers<number>()
  const receipts = new Set<string>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      if (String(message.value) === groupId) resolve(receipts.size)
      // A member that has to join again reads a record twice.
      else if (String(message.key) !== 'end') receipts.add(message.offset)
    },
  })
  try {
    return await promise
  } finally {
    await consumer.disconnect()
  }
}
