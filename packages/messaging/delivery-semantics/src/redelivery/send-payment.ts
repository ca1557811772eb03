import type { Kafka } from '@lab/servers/kafka'
import { toMessage } from '../payment.ts'
import type { Payment } from '../payment.ts'

export async function sendPayment(bus: Kafka, topic: string, payment: Payment): Promise<void> {
  const producer = bus.client().producer()
  await producer.connect()
  await producer.send({ topic, messages: [toMessage(payment)] })
  await producer.disconnect()
}
