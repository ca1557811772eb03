import type { Kafka } from '@lab/servers/kafka'
import type { Kafka as Client } from 'kafkajs'
import { readToTheEnd } from './read-to-the-end.ts'

export interface Replayed {
  /** How many records each reading gave: two groups, then the first group after it was set back. */
  first: number
  otherGroup: number
  again: number
}

/** Reading removes nothing: a group has an offset, and may be set back. */
export async function replays(bus: Kafka): Promise<Replayed> {
  const topic = await bus.topic('replay')
  const kafka = bus.client()
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({
    topic,
    messages: [1, 2, 3].map((number) => ({ value: `order-${number}` })),
  })
  await producer.disconnect()
  const groupId = bus.groupId('billing')
  const first = await readToTheEnd(kafka, topic, groupId)
  const other = await readToTheEnd(kafka, topic, bus.groupId('search'))
  await setBack(kafka, topic, groupId)
  const again = await readToTheEnd(kafka, topic, groupId)
  return { first: first.length, otherGroup: other.length, again: again.length }
}

/** As `admin.setOffsets`, whose own member of the group takes five seconds to leave. */
async function setBack(kafka: Client, topic: string, groupId: string): Promise<void> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve))
  await consumer.connect()
  await consumer.subscribe({ topic })
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() })
  await joined
  await consumer.commitOffsets([{ topic, partition: 0, offset: '0' }])
  await consumer.disconnect()
}
