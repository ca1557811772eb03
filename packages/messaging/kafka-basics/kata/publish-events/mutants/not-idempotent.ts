// Fails: writes each event once, in order, when an acknowledgement is lost
// The client sends again what it has no acknowledgement for, and the broker does not know it.
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const producer = kafka.producer()
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
