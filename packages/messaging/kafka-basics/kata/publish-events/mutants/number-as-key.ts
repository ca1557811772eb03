// Fails: writes the events of a customer to the partition of its key, in their order
// The customers 1 and 01 are two. A number is the same for both, and no number for the others.
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
        key: String(Number(event.customer)),
        value: JSON.stringify(event),
      })),
    })
  } finally {
    await producer.disconnect()
  }
}
