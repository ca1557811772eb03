// Fails: writes each event once, in order, when an acknowledgement is lost
// What is sent again comes behind what was sent at the same time.
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    await Promise.all(
      events.map(({ customer: key, text }) => {
        const value = JSON.stringify({ customer: key, text })
        return producer.send({ topic, acks: -1, messages: [{ key, value }] })
      }),
    )
  } finally {
    await producer.disconnect()
  }
}
