import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { chargeEachDelivery } from '../redelivery/charge-each-delivery.ts'
import { readOneAndLeave } from '../redelivery/read-one-and-leave.ts'
import { payment } from '../payment.ts'
import { sendPayment } from '../redelivery/send-payment.ts'
import { countRecords } from './count-records.ts'
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

/**
 * A pipeline dies before its commit, and its successor with the same transactional id goes on. When
 * it begins its transaction, the broker aborts the one that was left open.
 */
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
