import { describe, expect, it } from 'vitest'
import { kafka } from './kafka.ts'
import type { Kafka } from './kafka.ts'

describe('kafka', () => {
  it('carries a record from a producer to a consumer', async () => {
    await using bus = await kafka()
    const topic = await bus.topic('orders')
    const producer = bus.client().producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ key: 'o1', value: 'paid' }] })
    expect(await firstRecord(bus, topic)).toEqual({ key: 'o1', value: 'paid' })
  })

  it('commits a transaction', async () => {
    await using bus = await kafka()
    const topic = await bus.topic('orders')
    const producer = bus.client().producer({
      transactionalId: bus.groupId('writer'),
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    const transaction = await producer.transaction()
    await transaction.send({ topic, messages: [{ key: 'o2', value: 'sent' }] })
    await transaction.commit()
    expect(await firstRecord(bus, topic)).toEqual({ key: 'o2', value: 'sent' })
  })

  it('makes topics with the asked partitions, and deletes topics and groups when it is disposed', async () => {
    const bus = await kafka()
    const topic = await bus.topic('orders', { partitions: 3 })
    await using observer = await kafka()
    const admin = observer.client().admin()
    await admin.connect()
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    expect(topics[0]?.partitions).toHaveLength(3)
    const producer = bus.client().producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ key: 'o3', value: 'x' }] })
    await firstRecord(bus, topic)
    await bus[Symbol.asyncDispose]()
    expect(await admin.listTopics()).not.toContain(topic)
    const { groups } = await admin.listGroups()
    expect(groups.map(({ groupId }) => groupId)).not.toContain(bus.groupId('readers'))
  })

  it('makes topics whose partitions are all led: nothing that is sent at once is sent again', async () => {
    await using bus = await kafka()
    const admin = bus.client({ retry: { retries: 0 } }).admin()
    await admin.connect()
    for (let number = 0; number < 50; number++) {
      const topic = await bus.topic(`led-${number}`, { partitions: 4 })
      expect(await admin.fetchTopicOffsets(topic)).toHaveLength(4)
    }
    await admin.disconnect()
  })
})

async function firstRecord(bus: Kafka, topic: string): Promise<{ key: string; value: string }> {
  const consumer = bus.client().consumer({ groupId: bus.groupId('readers') })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const { promise, resolve } = Promise.withResolvers<{ key: string; value: string }>()
  await consumer.run({
    eachMessage: async ({ message }) =>
      resolve({ key: String(message.key), value: String(message.value) }),
  })
  return promise
}
