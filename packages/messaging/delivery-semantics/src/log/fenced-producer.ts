// Writes in a transaction with the transactional id of the pipeline. kafkajs asks for a
// higher epoch in the first `transaction()` of a producer; the broker then refuses a lower one.
// Breaks when the zombie begins its first transaction last. The Java client asks in `initTransactions()`.
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
