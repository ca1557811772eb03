// Fails: writes the events of a customer to the partition of its key, in their order
// Each event has a key of its own, and so a partition by chance.
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    await producer.send({
      topic,
      acks: -1,
      messages: events.map((event) => ({
        key: `${event.customer} ${event.text}`,
        value: JSON.stringify(event),
      })),
    })
  } finally {
    await producer.disconnect()
  }
}
