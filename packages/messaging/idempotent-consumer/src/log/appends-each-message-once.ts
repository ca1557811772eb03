import type { Kafka } from '@lab/servers/kafka'
import type { Kafka as KafkaClient, Producer } from 'kafkajs'
import { toMessage } from '../payment/payment.ts'
import { loseOneReply } from './lose-one-reply.ts'

export interface Appended {
  /** How often the message reached a broker. */
  requests: number
  /** How often it is in the log. */
  records: number
}

/** The contract: a message whose first acknowledgement is lost is in the log once. */
export async function appendsEachMessageOnce(
  bus: Kafka,
  openProducer: (kafka: KafkaClient) => Producer,
): Promise<Appended> {
  const topic = await bus.topic(openProducer.name)
  await using network = await loseOneReply(bus, 'payment-1')
  const producer = openProducer(network.kafka)
  await producer.connect()
  await producer.send({
    topic,
    messages: [toMessage({ id: 'payment-1', account: 'alice', amount: 10 })],
  })
  await producer.disconnect()
  const admin = bus.client().admin()
  await admin.connect()
  const [partition] = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  return { requests: network.requests(), records: Number(partition!.high) }
}
