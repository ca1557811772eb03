// Fails: writes the events of a customer to the partition of its key, in their order
// Two equal events are two, such as two cups of the same kind.
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const different = new Map(events.map((event) => [JSON.stringify(event), event]))
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    await producer.send({
      topic,
      acks: -1,
      messages: [...different].map(([value, event]) => ({ key: event.customer, value })),
    })
  } finally {
    await producer.disconnect()
  }
}
