// Fails: writes the events of a customer to the partition of its key, in their order
// The same customer is always in one partition here, and in another one for all other services.
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
        partition: event.customer.charCodeAt(0) % 3,
        value: JSON.stringify(event),
      })),
    })
  } finally {
    await producer.disconnect()
  }
}
