// Fails: writes the events of a customer to the partition of its key, in their order
// It silences the warning of kafkajs 2. The hash of version 1 takes other partitions.
import { Partitioners } from 'kafkajs'
import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.LegacyPartitioner,
  })
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
