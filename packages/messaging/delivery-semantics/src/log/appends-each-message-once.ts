import type { Kafka } from '@lab/servers/kafka'
import { loseOneReply } from '@lab/wire/lose-one-reply'
import type { Kafka as KafkaClient, Producer } from 'kafkajs'
import { payment, toMessage } from '../payment.ts'

export interface Appended {
  /** How many requests with the message have reached a broker. */
  requests: number
  /** How many records of it are in the log. */
  records: number
}

/**
 * The contract: a message whose first acknowledgement is lost is in the log once.
 *
 * @param calls How often the application calls `send` with the message.
 */
export async function appendsEachMessageOnce(
  bus: Kafka,
  openProducer: (kafka: KafkaClient) => Producer,
  { calls }: { calls: number } = { calls: 1 },
): Promise<Appended> {
  const topic = await bus.topic(openProducer.name)
  await using network = await loseOneReply(bus, 'payment-1')
  const producer = openProducer(network.kafka)
  await producer.connect()
  for (let call = 0; call < calls; call++) {
    await producer.send({ topic, messages: [toMessage(payment)] })
  }
  await producer.disconnect()
  const admin = bus.client().admin()
  await admin.connect()
  const [partition] = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  return { requests: network.requests(), records: Number(partition!.high) }
}
