import type { Kafka } from 'kafkajs'

interface Event {
  customer: string
  text: string
}

export async function publishEvents(kafka: Kafka, topic: string, events: Event[]): Promise<void> {
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({
    topic,
    acks: 1,
    messages: events.map((event) => ({ value: JSON.stringify(event) })),
  })
  await producer.disconnect()
}
