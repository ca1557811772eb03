// Fails: throws when one of the events cannot be written
// The broker answers nothing, so the client never hears that an event was refused.
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
      acks: 0,
      messages: events.map((event) => ({ key: event.customer, value: JSON.stringify(event) })),
    })
  } finally {
    await producer.disconnect()
  }
}
