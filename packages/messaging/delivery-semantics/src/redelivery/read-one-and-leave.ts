import type { Consumer, Kafka, KafkaMessage } from 'kafkajs'

/**
 * Joins a group as a real member, is given one record, and leaves. Only `handle` commits offsets.
 * When it commits none, the group is in the same state as after a crash of this member.
 */
export async function readOneAndLeave(
  kafka: Kafka,
  { topic, groupId }: { topic: string; groupId: string },
  handle: (message: KafkaMessage, consumer: Consumer) => Promise<unknown>,
): Promise<void> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ message }) => handle(message, consumer).then(() => resolve(), reject),
  })
  try {
    await promise
  } finally {
    await consumer.disconnect()
  }
}

/** Commits the record's offset: the next member of the group begins with the record after it. */
export async function commitOffset(
  consumer: Consumer,
  topic: string,
  { offset }: KafkaMessage,
): Promise<void> {
  const next = String(BigInt(offset) + 1n)
  await consumer.commitOffsets([{ topic, partition: 0, offset: next }])
}
