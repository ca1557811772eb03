// Fails: throws when one of the events cannot be written
// The caller can no longer ask the error whether another try makes sense.
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
  } catch (error) {
    throw new Error((error as Error).message)
  } finally {
    await producer.disconnect()
  }
}
