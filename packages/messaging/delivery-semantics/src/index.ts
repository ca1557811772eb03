export { consumers } from './auto-commit/clients.ts'
export type { ConsumerName } from './auto-commit/clients.ts'
export { diesInTheMiddle } from './auto-commit/dies-in-the-middle.ts'
export { appendsEachMessageOnce } from './log/appends-each-message-once.ts'
export type { Appended } from './log/appends-each-message-once.ts'
export { fencedProducer } from './log/fenced-producer.ts'
export { goesOnAfterItsSuccessor } from './log/goes-on-after-its-successor.ts'
export { idempotentProducer } from './log/idempotent-producer.ts'
export { plainProducer } from './log/plain-producer.ts'
export { transactionalPipeline } from './log/transactional-pipeline.ts'
export { unfencedProducer } from './log/unfenced-producer.ts'
export { writesEachReceiptOnce } from './log/writes-each-receipt-once.ts'
export type { Written } from './log/writes-each-receipt-once.ts'
export type { Charge, Payment } from './payment.ts'
export { chargeEachDelivery } from './redelivery/charge-each-delivery.ts'
export { chargesAfterACrash } from './redelivery/charges-after-a-crash.ts'
export type {
  AfterACrash,
  CommitOrder,
  CrashPoint,
  Delivery,
  Redelivered,
} from './redelivery/charges-after-a-crash.ts'
export { chargesAfterARebalance } from './redelivery/charges-after-a-rebalance.ts'
export type { Rebalanced } from './redelivery/charges-after-a-rebalance.ts'
export { commitAfterWork } from './redelivery/commit-after-work.ts'
export { commitBeforeWork } from './redelivery/commit-before-work.ts'
export { inbox } from './redelivery/inbox.ts'
export { lateCommits } from './redelivery/late-commits.ts'
