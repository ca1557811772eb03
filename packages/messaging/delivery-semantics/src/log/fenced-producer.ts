// Writes in a transaction with the transactional id of the pipeline. kafkajs begins each transaction
// with a higher epoch from the broker, which then refuses records and commits with a lower one.
// Breaks when the zombie begins its transaction last. The Java client takes the epoch once, when it starts.
import type { Kafka, Transaction } from 'kafkajs'
import type { Pipeline } from './goes-on-after-its-successor.ts'

export async function fencedProducer(
  kafka: Kafka,
  receipts: string,
  transactionalId: string,
): Promise<Pipeline> {
  const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  let transaction: Transaction
  return [
    async () => {
      transaction = await producer.transaction()
      await transaction.send({
        topic: receipts,
        messages: [{ key: 'payment-1', value: 'receipt' }],
      })
    },
    () => transaction.commit(),
  ]
}
