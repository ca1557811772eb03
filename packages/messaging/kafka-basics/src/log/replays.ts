import type { Kafka } from '@lab/servers/kafka'
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
  const admin = kafka.admin()
  await admin.connect()
  await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '0' }] })
  await admin.disconnect()
  const again = await readToTheEnd(kafka, topic, groupId)
  return { first: first.length, otherGroup: other.length, again: again.length }
}
