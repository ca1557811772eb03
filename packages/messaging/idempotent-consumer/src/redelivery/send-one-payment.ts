import type { Kafka } from '@lab/servers/kafka'
import { toMessage } from '../payment/payment.ts'

/** Sends the one payment that a group then gets more than once. */
export async function sendOnePayment(bus: Kafka, topic: string): Promise<void> {
  const producer = bus.client().producer()
  await producer.connect()
  await producer.send({
    topic,
    messages: [toMessage({ id: 'payment-1', account: 'alice', amount: 10 })],
  })
  await producer.disconnect()
}
