// Fails: leaves no connection open, also when it throws
// It looks whether the topic is there, and forgets by which client it looked.
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  await admin.fetchTopicMetadata({ topics: [topic] })
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    await producer.send({
      topic,
      acks: -1,
      messages: events.map((event) => ({ key: event.customer, value: JSON.stringify(event) })),
    })
  } finally {
    await producer.disconnect()
  }
}
