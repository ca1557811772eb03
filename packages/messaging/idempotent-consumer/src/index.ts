export { batchInbox } from './batch/batch-inbox.ts'
export {
  chargesARepeatedPaymentOnce,
  chargesEachBatchOnce,
} from './batch/charges-each-batch-once.ts'
export type { BatchSource, ChargeBatch, DeliveredPayment } from './batch/charges-each-batch-once.ts'
export { offsetInTransaction } from './batch/offset-in-transaction.ts'
export { chargeEachDelivery } from './payment/charge-each-delivery.ts'
export { chargesEachPaymentOnce } from './payment/charges-each-payment-once.ts'
export { inboxInOneStatement } from './payment/inbox-in-one-statement.ts'
export { inboxInOneTransaction } from './payment/inbox-in-one-transaction.ts'
export { lookThenProcess } from './payment/look-then-process.ts'
export { naturalKeyUpsert } from './payment/natural-key-upsert.ts'
export type { Charge, Outcome, Payment } from './payment/payment.ts'
export { processOnce } from './process-once.ts'
export type { Redeliveries } from './redeliver.ts'
export { chargesAfterAPause } from './retention/charges-after-a-pause.ts'
export { purgeInbox } from './retention/purge-inbox.ts'
