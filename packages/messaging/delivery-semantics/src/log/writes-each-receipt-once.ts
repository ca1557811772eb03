import type { Kafka } from 'kafkajs'
import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { chargeEachDelivery } from '../redelivery/charge-each-delivery.ts'
import { readOneAndLeave } from '../redelivery/read-one-and-leave.ts'
import { payment } from '../payment.ts'
import { sendPayment } from '../redelivery/send-payment.ts'
import { transactionalPipeline } from './transactional-pipeline.ts'

export interface Written {
  /** How often the payment was delivered to the pipeline. */
  deliveries: number
  /** Receipts that a reader of committed records gets, which is the default of kafkajs. */
  committed: number
  /** Receipts that a reader of uncommitted records gets: all that are in the log. */
  inTheLog: number
  /** What the pipeline took from the account in PostgreSQL, where 10 is due. */
  charged: number
}

/** A pipeline dies before its commit, and its successor with the same transactional id goes on. */
export async function writesEachReceiptOnce({ bus, pool, openPlace }: Payments): Promise<Written> {
  const source = await openPlace('payments')
  const { topic: receipts, groupId: reader } = await openPlace('receipts')
  await resetAccounts(pool)
  const kafka = bus.client()
  await sendPayment(bus, source.topic, payment)

  let deliveries = 0
  for (const dies of [true, false]) {
    const producer = kafka.producer({
      transactionalId: bus.groupId('pipeline'),
      maxInFlightRequests: 1,
      idempotent: true,
    })
    // Connecting with the id of an older producer aborts the transaction that it left open.
    await producer.connect()
    const effect = () => chargeEachDelivery(pool, payment)
    await readOneAndLeave(kafka, source, (message) => {
      deliveries++
      return transactionalPipeline(producer, message, { source, receipts, effect }, { dies })
    })
    if (!dies) await producer.disconnect()
  }

  return {
    deliveries,
    committed: await countRecords(kafka, receipts, `${reader}-committed`, {
      readUncommitted: false,
    }),
    inTheLog: await countRecords(kafka, receipts, `${reader}-uncommitted`, {
      readUncommitted: true,
    }),
    charged: await totalCharged(pool),
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
