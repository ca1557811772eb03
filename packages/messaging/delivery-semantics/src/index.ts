export { appendsEachMessageOnce } from './log/appends-each-message-once.ts'
export type { Appended } from './log/appends-each-message-once.ts'
export { idempotentProducer } from './log/idempotent-producer.ts'
export { plainProducer } from './log/plain-producer.ts'
export { transactionalPipeline } from './log/transactional-pipeline.ts'
export { writesEachReceiptOnce } from './log/writes-each-receipt-once.ts'
export type { Written } from './log/writes-each-receipt-once.ts'
export type { Charge, Payment } from './payment.ts'
export { chargeEachDelivery } from './redelivery/charge-each-delivery.ts'
export { chargesAfterACrash } from './redelivery/charges-after-a-crash.ts'
export type {
  AfterACrash,
  CommitOrder,
  Delivery,
  Redelivered,
} from './redelivery/charges-after-a-crash.ts'
export { chargesAfterARebalance } from './redelivery/charges-after-a-rebalance.ts'
export type { Rebalanced } from './redelivery/charges-after-a-rebalance.ts'
export { commitAfterWork } from './redelivery/commit-after-work.ts'
export { commitBeforeWork } from './redelivery/commit-before-work.ts'
export { inbox } from './redelivery/inbox.ts'
