import type { Kafka } from 'kafkajs'
import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { readOneAndLeave } from '../redelivery/read-one-and-leave.ts'
import { chargeEachDelivery } from '../payment/charge-each-delivery.ts'
import { toMessage } from '../payment/payment.ts'
import { transactionalPipeline } from './transactional-pipeline.ts'

export interface Written {
  /** Receipts that a consumer sees that reads committed records only, the default of kafkajs. */
  committed: number
  /** Receipts that are in the log. */
  inTheLog: number
  /** What the handler took from the account in PostgreSQL, where 10 is due. */
  charged: number
}

/** A pipeline dies before its commit, and its successor with the same transactional id goes on. */
export async function writesEachReceiptOnce({ bus, plain }: Payments): Promise<Written> {
  const payment = { id: 'payment-1', account: 'alice', amount: 10 }
  const source = { topic: await bus.topic('transformed'), groupId: bus.groupId('transform') }
  const receipts = await bus.topic('receipts')
  await resetAccounts(plain)
  const kafka = bus.client()
  const sender = kafka.producer()
  await sender.connect()
  await sender.send({ topic: source.topic, messages: [toMessage(payment)] })
  await sender.disconnect()

  for (const die of ['before the commit', undefined] as const) {
    const producer = kafka.producer({
      transactionalId: bus.groupId('pipeline'),
      maxInFlightRequests: 1,
      idempotent: true,
    })
    // A new producer with the id of an old one ends what that one left open.
    await producer.connect()
    const effect = () => chargeEachDelivery(plain, payment)
    await readOneAndLeave(kafka, source, (message) =>
      transactionalPipeline(producer, message, { source, receipts, effect }, die),
    )
    if (die === undefined) await producer.disconnect()
  }

  return {
    committed: await countRecords(kafka, receipts, bus.groupId('committed'), {
      readUncommitted: false,
    }),
    inTheLog: await countRecords(kafka, receipts, bus.groupId('everything'), {
      readUncommitted: true,
    }),
    charged: await totalCharged(plain),
  }
}

/** Reads a topic from its beginning up to a marker that is sent for that. */
async function countRecords(
  kafka: Kafka,
  topic: string,
  groupId: string,
  options: { readUncommitted: boolean },
): Promise<number> {
  const marker = kafka.producer()
  await marker.connect()
  await marker.send({ topic, messages: [{ key: 'end', value: groupId }] })
  await marker.disconnect()
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, ...options })
  const { promise, resolve } = Promise.withResolvers<number>()
  let receipts = 0
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      if (String(message.value) === groupId) resolve(receipts)
      else if (String(message.key) !== 'end') receipts++
    },
  })
  try {
    return await promise
  } finally {
    await consumer.disconnect()
  }
}
